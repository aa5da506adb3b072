from qa.review.audited import Audited
def check_counts(a):
    return []
