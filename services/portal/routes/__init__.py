"""Routes of portal: parse, ask the registers, one action, answer."""

from services.portal.routes import accounts, attachments, cases, documents, dossiers, forms, payments, procedures

ROUTERS = (
    cases.router, accounts.router, procedures.router, forms.router, attachments.router, dossiers.router,
    documents.router, payments.router,
)  # fmt: skip
