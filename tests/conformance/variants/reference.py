"""The translator's wheel (aws-sam-translator) as a black box: a template in, CloudFormation or a refusal out."""
import copy
import logging
import os
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")

from samtranslator.model.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402

logging.disable(logging.CRITICAL)


class NoPolicies:
    """The account has no managed policies beside AWS's own, which the wheel brings along."""

    def load(self):
        return {}


def answer(template):
    """("made", CloudFormation), ("refused", text) or, where the wheel itself fails, ("broken", text)."""
    try:
        return "made", transform(copy.deepcopy(template), {}, NoPolicies())
    except InvalidDocumentException as refusal:
        return "refused", " ".join([refusal.message, *(cause.message for cause in refusal.causes)])
    except Exception as failure:  # a fault of the wheel is no answer
        return "broken", f"{type(failure).__name__}: {failure}"
