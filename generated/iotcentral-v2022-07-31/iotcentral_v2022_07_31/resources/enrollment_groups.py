# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Enrollment groups, through which many devices attest with one key or one signing certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from iotcentral._core.sync.resource import Resource, raw, raw_page

from ..operations import enrollment_groups as operations

if TYPE_CHECKING:
    from iotcentral._core.sync.pager import Pager

    from .. import models

__all__ = ["EnrollmentGroups", "EnrollmentGroupsRaw"]


class EnrollmentGroups(Resource):
    """Enrollment groups, through which many devices attest with one key or one signing certificate."""

    def list(self) -> Pager[models.EnrollmentGroup]:
        """List the enrollment groups.

        Lists the enrollment groups of the application, page by page.

        `GET /api/enrollmentGroups` (EnrollmentGroups_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of enrollment groups.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    def get(self, enrollment_group_id: str) -> models.EnrollmentGroup:
        """Get an enrollment group.

        Reads one enrollment group, symmetric keys in clear text included. Answers 404 when the group does not
        exist.

        `GET /api/enrollmentGroups/{enrollmentGroupId}` (EnrollmentGroups_Get)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.

        Returns:
            The enrollment group as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET, path={"enrollmentGroupId": enrollment_group_id})

    def create(self, enrollment_group_id: str, body: models.EnrollmentGroup) -> models.EnrollmentGroup:
        """Create or replace an enrollment group.

        Creates an enrollment group under an id chosen by the caller, or replaces the one with that id. For
        symmetric keys the service generates the keys that are not given; signing certificates are added afterwards
        under `certificates`. Answers 422 when the body is not valid.

        `PUT /api/enrollmentGroups/{enrollmentGroupId}` (EnrollmentGroups_Create)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.
            body: The enrollment group to store.

        Returns:
            The enrollment group as stored, with its keys.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, path={"enrollmentGroupId": enrollment_group_id}, body=body)

    def update(self, enrollment_group_id: str, body: models.EnrollmentGroupPatch) -> models.EnrollmentGroup:
        """Update an enrollment group.

        Changes members of an enrollment group by JSON merge patch and answers the whole group. Fails with 404 when
        the group does not exist, 412 when the etag no longer matches and 422 when the body is not valid.

        `PATCH /api/enrollmentGroups/{enrollmentGroupId}` (EnrollmentGroups_Update)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.
            body: The members to change.

        Returns:
            The whole enrollment group after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.UPDATE, path={"enrollmentGroupId": enrollment_group_id}, body=body)

    def remove(self, enrollment_group_id: str) -> None:
        """Delete an enrollment group.

        Deletes the enrollment group together with its keys or certificates. Answers 404 when the group does not
        exist.

        `DELETE /api/enrollmentGroups/{enrollmentGroupId}` (EnrollmentGroups_Remove)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE, path={"enrollmentGroupId": enrollment_group_id})

    def get_x509(
        self, enrollment_group_id: str, entry: models.CertificateEntry | Literal["primary", "secondary"]
    ) -> models.SigningX509Certificate:
        """Get a certificate of an enrollment group.

        Reads the state of the primary or secondary signing certificate: whether it is verified, and its thumbprint.
        The certificate itself is not returned. Answers 404 when the group or the certificate does not exist.

        `GET /api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}` (EnrollmentGroups_GetX509)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.
            entry: Which of the two signing certificates of the group is meant: `primary` or `secondary`.

        Returns:
            The signing certificate as the service knows it.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_X509, path={"enrollmentGroupId": enrollment_group_id, "entry": entry})

    def create_x509(
        self,
        enrollment_group_id: str,
        entry: models.CertificateEntry | Literal["primary", "secondary"],
        body: models.SigningX509Certificate,
    ) -> models.SigningX509Certificate:
        """Set a certificate of an enrollment group.

        Uploads the primary or secondary signing certificate of an X.509 group. With `verified` true the caller
        vouches for it; otherwise ask for a verification code next and prove possession of the key. Answers 404 when
        the group does not exist and 422 when the body is not valid.

        `PUT /api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}` (EnrollmentGroups_CreateX509)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.
            entry: Which of the two signing certificates of the group is meant: `primary` or `secondary`.
            body: The signing certificate to upload.

        Returns:
            The signing certificate as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.CREATE_X509, path={"enrollmentGroupId": enrollment_group_id, "entry": entry}, body=body
        )

    def remove_x509(
        self, enrollment_group_id: str, entry: models.CertificateEntry | Literal["primary", "secondary"]
    ) -> None:
        """Remove a certificate of an enrollment group.

        Removes the primary or secondary signing certificate; the group itself stays. Answers 404 when the group or
        the certificate does not exist.

        `DELETE /api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}` (EnrollmentGroups_RemoveX509)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.
            entry: Which of the two signing certificates of the group is meant: `primary` or `secondary`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE_X509, path={"enrollmentGroupId": enrollment_group_id, "entry": entry})

    def generate_verification_code_x509(
        self, enrollment_group_id: str, entry: models.CertificateEntry | Literal["primary", "secondary"]
    ) -> models.X509VerificationCode:
        """Generate a verification code for a certificate.

        Makes a code for proving possession of the private key of an uploaded, unverified certificate. Sign a
        certificate whose common name is this code and send it with the verify operation. Answers 404 when the group
        or the certificate does not exist.

        `POST /api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}/generateVerificationCode` (EnrollmentGroups_GenerateVerificationCodeX509)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.
            entry: Which of the two signing certificates of the group is meant: `primary` or `secondary`.

        Returns:
            The code to put into the verification certificate.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.GENERATE_VERIFICATION_CODE_X509, path={"enrollmentGroupId": enrollment_group_id, "entry": entry}
        )

    def verify_x509(
        self,
        enrollment_group_id: str,
        entry: models.CertificateEntry | Literal["primary", "secondary"],
        body: models.X509VerificationCertificate,
    ) -> None:
        """Verify a certificate of an enrollment group.

        Completes the proof of possession with a certificate that carries the verification code and is signed by the
        uploaded one. Afterwards the signing certificate reads as verified. Answers 404 when the group or the
        certificate does not exist and 422 when the body is not valid.

        `POST /api/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}/verify` (EnrollmentGroups_VerifyX509)

        Args:
            enrollment_group_id: Id of the enrollment group: letters, digits and hyphens, at most 255 characters.
                Matches `^[a-zA-Z0-9-]*$`.
            entry: Which of the two signing certificates of the group is meant: `primary` or `secondary`.
            body: The certificate that carries the verification code.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(
            operations.VERIFY_X509, path={"enrollmentGroupId": enrollment_group_id, "entry": entry}, body=body
        )

    @property
    def raw(self) -> EnrollmentGroupsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return EnrollmentGroupsRaw(self)


class EnrollmentGroupsRaw:
    """The methods of `EnrollmentGroups` with the HTTP response beside the value."""

    def __init__(self, enrollment_groups: EnrollmentGroups) -> None:
        self.list = raw_page(enrollment_groups, EnrollmentGroups.list)
        self.get = raw(enrollment_groups, EnrollmentGroups.get)
        self.create = raw(enrollment_groups, EnrollmentGroups.create)
        self.update = raw(enrollment_groups, EnrollmentGroups.update)
        self.remove = raw(enrollment_groups, EnrollmentGroups.remove)
        self.get_x509 = raw(enrollment_groups, EnrollmentGroups.get_x509)
        self.create_x509 = raw(enrollment_groups, EnrollmentGroups.create_x509)
        self.remove_x509 = raw(enrollment_groups, EnrollmentGroups.remove_x509)
        self.generate_verification_code_x509 = raw(enrollment_groups, EnrollmentGroups.generate_verification_code_x509)
        self.verify_x509 = raw(enrollment_groups, EnrollmentGroups.verify_x509)
