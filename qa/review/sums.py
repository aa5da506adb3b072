from qa.review.audited import Audited
def check_sums(a):
    return []
