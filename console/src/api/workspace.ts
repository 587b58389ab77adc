import type {
  ApiKey,
  Field,
  FieldCreate,
  FieldPatch,
  Import,
  ImportStart,
  Inbox,
  Invitation,
  Member,
  RoleCreate,
  RoleDefinition,
  RolePatch,
  SlaPolicy,
  SlaPolicyCreate,
  SlaPolicyPatch,
  Team,
  Workspace,
} from '@causerie/protocol';
import { everyPage } from './everyPage.ts';
import { request } from './http.ts';
import type {
  ApiKeyCreate,
  ApiKeyCreated,
  IdentityKeys,
  IdentityKeysPut,
  InboxCreate,
  InboxPatch,
  InvitationCreate,
  InvitationCreated,
  MemberPatch,
  Page,
  TeamCreate,
  TeamPatch,
  WorkspacePatch,
} from './types.ts';

/** The routes of one workspace's settings. */
export function workspaceApi(workspaceId: string) {
  const at = (path = '') => `/v1/workspaces/${workspaceId}${path}`;
  return {
    workspace: () => request<Workspace>('GET', at()),
    patchWorkspace: (patch: WorkspacePatch) => request<Workspace>('PATCH', at(), patch),

    members: () => everyPage<Member>(at('/members')),
    patchMember: (userId: string, patch: MemberPatch) =>
      request<Member>('PATCH', at(`/members/${userId}`), patch),
    removeMember: (userId: string) => request<unknown>('DELETE', at(`/members/${userId}`)),

    invitations: () => everyPage<Invitation>(at('/invitations')),
    invite: (body: InvitationCreate) => request<InvitationCreated>('POST', at('/invitations'), body),
    withdrawInvitation: (id: string) => request<unknown>('DELETE', at(`/invitations/${id}`)),

    teams: () => everyPage<Team>(at('/teams')),
    createTeam: (body: TeamCreate) => request<Team>('POST', at('/teams'), body),
    patchTeam: (id: string, patch: TeamPatch) => request<Team>('PATCH', at(`/teams/${id}`), patch),
    removeTeam: (id: string) => request<unknown>('DELETE', at(`/teams/${id}`)),

    roles: () => everyPage<RoleDefinition>(at('/roles')),
    createRole: (body: RoleCreate) => request<RoleDefinition>('POST', at('/roles'), body),
    patchRole: (id: string, patch: RolePatch) => request<RoleDefinition>('PATCH', at(`/roles/${id}`), patch),
    removeRole: (id: string) => request<unknown>('DELETE', at(`/roles/${id}`)),

    fields: () => everyPage<Field>(at('/fields')),
    createField: (body: FieldCreate) => request<Field>('POST', at('/fields'), body),
    patchField: (id: string, patch: FieldPatch) => request<Field>('PATCH', at(`/fields/${id}`), patch),

    imports: () => everyPage<Import>(at('/imports')),
    startImport: (id: string, body: ImportStart) => request<Import>('POST', at(`/imports/${id}/start`), body),
    cancelImport: (id: string) => request<Import>('POST', at(`/imports/${id}/cancel`), {}),
    undoImport: (id: string) => request<Import>('POST', at(`/imports/${id}/undo`), {}),

    apiKeys: () => everyPage<ApiKey>(at('/api-keys')),
    createApiKey: (body: ApiKeyCreate) => request<ApiKeyCreated>('POST', at('/api-keys'), body),
    removeApiKey: (id: string) => request<unknown>('DELETE', at(`/api-keys/${id}`)),

    slaPolicies: async () => (await request<Page<SlaPolicy>>('GET', at('/sla-policies'))).items,
    createSlaPolicy: (body: SlaPolicyCreate) => request<SlaPolicy>('POST', at('/sla-policies'), body),
    patchSlaPolicy: (id: string, patch: SlaPolicyPatch) =>
      request<SlaPolicy>('PATCH', at(`/sla-policies/${id}`), patch),
    removeSlaPolicy: (id: string) => request<unknown>('DELETE', at(`/sla-policies/${id}`)),
    orderSlaPolicies: (ids: string[]) => request<Page<SlaPolicy>>('PUT', at('/sla-policies/order'), { ids }),

    inboxes: () => everyPage<Inbox>(at('/inboxes')),
    createInbox: (body: InboxCreate) => request<Inbox>('POST', at('/inboxes'), body),
    patchInbox: (id: string, patch: InboxPatch) => request<Inbox>('PATCH', at(`/inboxes/${id}`), patch),
    removeInbox: (id: string) => request<unknown>('DELETE', at(`/inboxes/${id}`)),
    identityKeys: (id: string) => request<IdentityKeys>('GET', at(`/inboxes/${id}/identity-keys`)),
    putIdentityKeys: (id: string, body: IdentityKeysPut) =>
      request<IdentityKeys>('PUT', at(`/inboxes/${id}/identity-keys`), body),
  };
}
export type WorkspaceApi = ReturnType<typeof workspaceApi>;
