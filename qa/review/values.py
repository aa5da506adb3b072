from qa.review.audited import Audited
def check_values(a):
    return []
