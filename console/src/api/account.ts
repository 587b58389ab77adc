import type { Me } from '@causerie/protocol';
import { request } from './http.ts';
import type { InvitationAccept, InvitationPreview, MePatch, SetUpRequest, SetUpState } from './types.ts';

export type SessionInfo = {
  id: string;
  token: string;
  createdAt: string;
  updatedAt?: string;
  expiresAt: string;
  ipAddress?: string | null;
  userAgent?: string | null;
};

/** Everything about the person who signs in; sessions, passwords and second factors are better-auth's routes. */
export const account = {
  setUpState: () => request<SetUpState>('GET', '/v1/setup'),
  setUp: (body: SetUpRequest) => request<Me>('POST', '/v1/setup', body),
  me: () => request<Me>('GET', '/v1/me'),
  patchMe: (patch: MePatch) => request<Me>('PATCH', '/v1/me', patch),
  invitation: (token: string) =>
    request<InvitationPreview>('GET', `/v1/invitations/${encodeURIComponent(token)}`),
  acceptInvitation: (token: string, body: InvitationAccept) =>
    request<Me>('POST', `/v1/invitations/${encodeURIComponent(token)}/accept`, body),

  signIn: (email: string, password: string, rememberMe: boolean) =>
    request<{ twoFactorRedirect?: boolean }>('POST', '/v1/auth/sign-in/email', {
      email,
      password,
      rememberMe,
    }),
  signOut: () => request<unknown>('POST', '/v1/auth/sign-out', {}),
  changePassword: (currentPassword: string, newPassword: string) =>
    request<unknown>('POST', '/v1/auth/change-password', {
      currentPassword,
      newPassword,
      revokeOtherSessions: true,
    }),
  requestReset: (email: string) =>
    request<unknown>('POST', '/v1/auth/request-password-reset', { email, redirectTo: '/reset-password' }),
  reset: (token: string, newPassword: string) =>
    request<unknown>('POST', '/v1/auth/reset-password', { token, newPassword }),

  enableTwoFactor: (password: string) =>
    request<{ totpURI: string; backupCodes: string[] }>('POST', '/v1/auth/two-factor/enable', { password }),
  verifyTotp: (code: string, trustDevice?: boolean) =>
    request<unknown>('POST', '/v1/auth/two-factor/verify-totp', { code, trustDevice }),
  verifyBackupCode: (code: string) =>
    request<unknown>('POST', '/v1/auth/two-factor/verify-backup-code', { code }),
  disableTwoFactor: (password: string) =>
    request<unknown>('POST', '/v1/auth/two-factor/disable', { password }),

  sessions: () => request<SessionInfo[]>('GET', '/v1/auth/list-sessions'),
  revokeSessions: () => request<unknown>('POST', '/v1/auth/revoke-sessions', {}),
  revokeOtherSessions: () => request<unknown>('POST', '/v1/auth/revoke-other-sessions', {}),
};
