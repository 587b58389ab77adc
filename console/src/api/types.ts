import type * as protocol from '@causerie/protocol';
import type { Static, TSchema } from 'typebox';

/** Static types of the protocol's requests and answers that it exports as schemas only. Erased at build. */
type Of<S extends TSchema> = Static<S>;

export type Page<T> = { items: T[]; next?: string };
export type SetUpState = Of<typeof protocol.SetUpState>;
export type SetUpRequest = Of<typeof protocol.SetUpRequest>;
export type MePatch = Of<typeof protocol.MePatch>;
export type MemberPatch = Of<typeof protocol.MemberPatch>;
export type WorkspacePatch = Of<typeof protocol.WorkspacePatch>;
export type InvitationCreate = Of<typeof protocol.InvitationCreate>;
export type InvitationCreated = Of<typeof protocol.InvitationCreated>;
export type InvitationPreview = Of<typeof protocol.InvitationPreview>;
export type InvitationAccept = Of<typeof protocol.InvitationAccept>;
export type TeamCreate = Of<typeof protocol.TeamCreate>;
export type TeamPatch = Of<typeof protocol.TeamPatch>;
export type ApiKeyCreate = Of<typeof protocol.ApiKeyCreate>;
export type ApiKeyCreated = Of<typeof protocol.ApiKeyCreated>;
export type InboxCreate = Of<typeof protocol.InboxCreate>;
export type InboxPatch = Of<typeof protocol.InboxPatch>;
export type IdentityKeys = Of<typeof protocol.IdentityKeys>;
export type IdentityKeysPut = Of<typeof protocol.IdentityKeysPut>;
export type ConversationStart = Of<typeof protocol.ConversationStart>;
export type ConversationsQuery = Of<typeof protocol.ConversationsQuery>;
export type ResumeLink = Of<typeof protocol.ResumeLink>;
