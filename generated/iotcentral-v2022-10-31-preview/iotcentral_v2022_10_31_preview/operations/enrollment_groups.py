# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of EnrollmentGroups, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.EnrollmentGroup] = PagedOperation(
    "EnrollmentGroups_List",
    "GET",
    "/api/enrollmentGroups",
    fixed=FIXED,
    results={200: lambda: models.EnrollmentGroupCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.EnrollmentGroup] = Operation(
    "EnrollmentGroups_Get",
    "GET",
    "/api/enrollmentGroups/{enrollmentGroupId}",
    fixed=FIXED,
    results={200: lambda: models.EnrollmentGroup.decode},
)
CREATE: Operation[models.EnrollmentGroup] = Operation(
    "EnrollmentGroups_Create",
    "PUT",
    "/api/enrollmentGroups/{enrollmentGroupId}",
    fixed=FIXED,
    results={200: lambda: models.EnrollmentGroup.decode},
    body="application/json",
    content=lambda: models.EnrollmentGroup.decode,
)
UPDATE: Operation[models.EnrollmentGroup] = Operation(
    "EnrollmentGroups_Update",
    "PATCH",
    "/api/enrollmentGroups/{enrollmentGroupId}",
    fixed=FIXED,
    results={200: lambda: models.EnrollmentGroup.decode},
    body="application/merge-patch+json",
    content=lambda: models.EnrollmentGroupPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "EnrollmentGroups_Remove",
    "DELETE",
    "/api/enrollmentGroups/{enrollmentGroupId}",
    fixed=FIXED,
    results={204: None},
)
GET_X509: Operation[models.SigningX509Certificate] = Operation(
    "EnrollmentGroups_GetX509",
    "GET",
    "/api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}",
    fixed=FIXED,
    results={200: lambda: models.SigningX509Certificate.decode},
)
CREATE_X509: Operation[models.SigningX509Certificate] = Operation(
    "EnrollmentGroups_CreateX509",
    "PUT",
    "/api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}",
    fixed=FIXED,
    results={200: lambda: models.SigningX509Certificate.decode},
    body="application/json",
    content=lambda: models.SigningX509Certificate.decode,
)
REMOVE_X509: Operation[None] = Operation(
    "EnrollmentGroups_RemoveX509",
    "DELETE",
    "/api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}",
    fixed=FIXED,
    results={204: None},
)
GENERATE_VERIFICATION_CODE_X509: Operation[models.X509VerificationCode] = Operation(
    "EnrollmentGroups_GenerateVerificationCodeX509",
    "POST",
    "/api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}/generateVerificationCode",
    fixed=FIXED,
    results={200: lambda: models.X509VerificationCode.decode},
)
VERIFY_X509: Operation[None] = Operation(
    "EnrollmentGroups_VerifyX509",
    "POST",
    "/api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}/verify",
    fixed=FIXED,
    results={204: None},
    body="application/json",
    content=lambda: models.X509VerificationCertificate.decode,
)
