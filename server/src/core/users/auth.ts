import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type { Pool } from 'pg';
import type { Counter } from '../../lib/counter.ts';
import { uuid } from '../../lib/uuid.ts';

export type AuthOptions = {
  pool: Pool;
  secret: string;
  publicUrl: string;
  /** Origins besides our own that may sign in (development servers). */
  trustedOrigins: string[];
  sendPasswordReset: (
    to: { email: string; name: string; language: string | null },
    url: string,
  ) => Promise<void>;
  /** Counts attempts across all nodes; absent: the library counts in this process. */
  counter?: Counter | undefined;
};

const SESSION_DAYS = 30;

/**
 * Sign-in: passwords (scrypt), sessions in the database, TOTP with backup codes, reset by mail. A library's work, with
 * our names for its tables; memberships and roles are ours. Its own rate limits stay on.
 */
export function createAuth(options: AuthOptions) {
  return betterAuth({
    appName: 'Causerie',
    baseURL: options.publicUrl,
    basePath: '/v1/auth',
    secret: options.secret,
    trustedOrigins: options.trustedOrigins,
    database: options.pool,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    advanced: {
      cookiePrefix: 'causerie',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      database: { generateId: () => uuid() },
      ipAddress: { ipAddressHeaders: ['x-causerie-client-ip'] },
      // As standard outside tests; said here so that tests run what is shipped.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    rateLimit: {
      enabled: true,
      window: 10,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
      ...(options.counter && { customStorage: { consume: consumeFrom(options.counter) } }),
    },
    emailAndPassword: {
      enabled: true,
      // Accounts come from the set-up page and from invitations only.
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      // Straight to our own page, so that no address in the request decides where the token goes.
      sendResetPassword: async ({ user, token }) => {
        const language = (user as { language?: string | null }).language ?? null;
        const url = `${options.publicUrl}/reset-password?token=${encodeURIComponent(token)}`;
        await options.sendPasswordReset({ email: user.email, name: user.name, language }, url);
      },
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { language: { type: 'string', required: false, input: false } },
    },
    session: {
      modelName: 'sessions',
      expiresIn: SESSION_DAYS * 24 * 3600,
      updateAge: 24 * 3600,
      // Else the list of one's sessions would be refused a day after signing in.
      freshAge: 0,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      twoFactor({
        issuer: 'Causerie',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factors',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** The library's question, asked of a counter. Times are in seconds. */
function consumeFrom(counter: Counter) {
  return async (key: string, { window, max }: { window: number; max: number }) => {
    const { count, leftMs } = await counter(`auth/${key}`, window * 1000);
    return count <= max
      ? { allowed: true, retryAfter: null }
      : { allowed: false, retryAfter: Math.ceil(leftMs / 1000) };
  };
}
