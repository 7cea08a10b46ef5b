"""Which addresses does the crawl not open as pages, and why not? Everything that is not named here is opened."""

ONLY_TO_SEND = frozenset(
    {
        "clinic:end",
        "consent:begin",
        "consent:line",
        "consent:withdraw",
        "dosing:abandon",
        "dosing:answer",
        "dosing:answer_question",
        "dosing:begin",
        "dosing:decide",
        "dosing:draw",
        "dosing:events",
        "dosing:leave",
        "dosing:lock",
        "dosing:move",
        "dosing:record",
        "dosing:review",
        "dosing:settled",
        "dosing:start",
        "dosing:unlock",
        "evaluation:draft",
        "follow_up:acknowledge_risk",
        "follow_up:revoke_link",
        "intake:add",
        "intake:no_known_allergy",
        "intake:review_medicines",
        "intake:take_back",
        "integration:draft",
        "library:adopt_protocol",
        "library:drop_draft",
        "library:go_back",
        "library:install_typed",
        "library:install_wording",
        "library:keep_draft",
        "library:look_at_protocol",
        "library:weigh_protocol",
        "library:write_protocol",
        "library:keep_protocol",
        "library:remove_wording",
        "library:retire_drug_name",
        "library:retire_protocol",
        "library:second_number",
        "library:second_protocol",
        "planning:approve_plan",
        "planning:drop_goal",
        "planning:order_cancel",
        "planning:order_countersign",
        "planning:order_preview",
        "preparation:draft",
        "preparation:touch",
        "screening:countersign",
        "screening:decide",
        "screening:run",
    }
)
PARTS_OF_PAGES = {
    "dosing:feed": "entries after a cursor, for another device that follows a session",
    "dosing:locked": "initials, room and countdown of a locked screen; the page asks for them again and again",
    "dosing:picture": "the parts of a session's page that change; the page asks for them again and again",
    "follow_up:risk_notice": "the notice on every page while a risk waits; pages ask for it at each news",
    "intake:recognise": "what is read in a medicine while one types it",
}
KEEPS_ITSELF_TRUE = frozenset({"dosing:picture", "dosing:feed", "dosing:locked"})
# Each is opened in its turn by test_signing_in_pages.py: most open only once something has been set up.
ABOUT_SIGNING_IN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
    }
)
NO_PAGES = {
    "dosing:start_of_the_app": "leads to the first page; without a network the worker answers; tests/care/dosing",
    "dosing:worker": "the script that opens sessions without a network; tests/care/dosing",
    "dosing:frame": "a page without anybody, which a tablet fills from its own store; tests/care/dosing",
    "dosing:here": "what the script of a session's page asks for; tests/care/dosing",
    "library:empty_wording": "a file to fill in",
    "mfa_download_recovery_codes": "a file to keep",
    "portal:start": "opened by a link that is kept nowhere; tests/portal",
    "portal:question": "opened by a link that is kept nowhere; tests/portal",
    "portal:finish": "opened by a link that is kept nowhere; tests/portal",
    "mfa_login_webauthn": "what the script of the sign-in page asks for",
    "renew_events_ticket": "what the script of every page asks for; tests/config/test_tickets.py",
    "ui:gallery": "every part of a page at once, first headings included; tests/ui/test_in_a_browser.py",
}
# Addresses that show one page: a session that is over is its sheet, and who one is can be shown in three ways.
ONE_PAGE = {
    "dosing:session": "dosing:sheet",
    "mfa_reauthenticate": "account_reauthenticate",
    "mfa_reauthenticate_webauthn": "account_reauthenticate",
}
# Shown to the patient, on whose own screen the title does not carry their name.
IN_THE_PATIENTS_HANDS = frozenset(
    {"consent:form", "consent:sign", "follow_up:question", "follow_up:finish", "follow_up:thanks"}
)
