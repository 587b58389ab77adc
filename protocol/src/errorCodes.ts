/**
 * Every error a program can get from Causerie, over HTTP or the socket: stable code, HTTP status, English text.
 * `docs/errors.md` explains each; a test compares the two. `retry`: the same request may succeed later as it is.
 */
export const errorCodes = {
  bad_request: { status: 400, text: 'The request does not have the expected shape.' },
  invalid_value: { status: 400, text: 'A value is not allowed here.' },
  unauthorised: { status: 401, text: 'Sign in first, or send a valid key or token.' },
  invalid_token: { status: 401, text: 'The token is malformed, forged or expired.' },
  forbidden: { status: 403, text: 'Your role does not allow this.' },
  forbidden_origin: { status: 403, text: 'Requests from this site are not allowed here.' },
  not_found: { status: 404, text: 'There is nothing here, or you may not see it.' },
  workspace_not_found: { status: 404, text: 'No such workspace.' },
  conversation_not_found: { status: 404, text: 'No such conversation.' },
  contact_not_found: { status: 404, text: 'No such contact.' },
  inbox_not_found: { status: 404, text: 'No such inbox.' },
  team_not_found: { status: 404, text: 'No such team.' },
  member_not_found: { status: 404, text: 'No such member.' },
  invitation_not_found: { status: 404, text: 'The invitation does not exist, was used, or has expired.' },
  role_not_found: { status: 404, text: 'No such role.' },
  webhook_not_found: { status: 404, text: 'No such webhook.' },
  webhook_delivery_not_found: { status: 404, text: 'No such delivery in the log of this webhook.' },
  api_key_not_found: { status: 404, text: 'No such API key.' },
  file_not_found: { status: 404, text: 'No such file.' },
  delivery_not_found: { status: 404, text: 'No such delivery.' },
  method_not_allowed: { status: 405, text: 'This address does not answer to that method.' },
  conflict: { status: 409, text: 'Somebody changed this at the same moment. Load it anew and try again.' },
  already_set_up: { status: 409, text: 'This server is already set up. Sign in instead.' },
  already_member: { status: 409, text: 'This person is a member already.' },
  name_taken: { status: 409, text: 'That name is taken.' },
  role_in_use: {
    status: 409,
    text: 'Somebody has this role. Give them another one first.',
  },
  last_owner: { status: 409, text: 'A workspace needs at least one owner.' },
  id_taken: { status: 409, text: 'That id belongs to something else.' },
  not_failed: { status: 409, text: 'Only a failed delivery can be sent again.' },
  cursor_expired: {
    status: 410,
    text: 'This cursor is of a database that was restored since. Start without one; ids tell what you have.',
  },
  webhook_paused: { status: 409, text: 'The webhook is paused. Let it go on first.' },
  link_expired: { status: 410, text: 'The link has expired. Ask for a new one.' },
  too_large: { status: 413, text: 'That is larger than allowed.' },
  file_type_not_allowed: { status: 415, text: 'Files of this type are not accepted.' },
  file_unreadable: { status: 422, text: 'The file is damaged or is not what it says it is.' },
  address_not_allowed: {
    status: 422,
    text: 'That address is not one of the public Internet.',
  },
  no_address: { status: 422, text: 'There is no address to send this to.' },
  content_not_allowed: { status: 422, text: 'This kind of content cannot be sent here.' },
  too_many_requests: { status: 429, text: 'Too many requests. Wait a moment.', retry: true },
  internal: { status: 500, text: 'Something went wrong on our side. It has been recorded.' },
  mail_not_configured: { status: 501, text: 'This server cannot send mail: no SMTP server is set.' },
  unavailable: { status: 503, text: 'The server cannot do this right now. Try again.', retry: true },
  overloaded: {
    status: 503,
    text: 'The server has more to do than it can. Try again in a moment.',
    retry: true,
  },
} as const satisfies Record<string, { status: number; text: string; retry?: boolean }>;

export type ErrorCode = keyof typeof errorCodes;
