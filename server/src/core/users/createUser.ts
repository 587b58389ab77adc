import { hashPassword } from 'better-auth/crypto';
import type { Tx } from '../../db/transaction.ts';
import { uuid } from '../../lib/uuid.ts';
import { checkSignInAddress } from './checkSignInAddress.ts';

export type NewUser = { name: string; email: string; password: string; language: string | null };
type Hashed = Omit<NewUser, 'password'> & { passwordHash: string };

/**
 * Makes a user with a password, or the hash of one, in the caller's transaction, in the form that the sign-in library reads.
 * The address counts as proven: it comes from the set-up page or from an invitation sent to it.
 * Throws `invalid_value` for an address that cannot sign in.
 */
export async function createUser(tx: Pick<Tx, 'query'>, user: NewUser | Hashed): Promise<string> {
  checkSignInAddress(user.email);
  const id = uuid();
  await tx.query(
    `insert into users (id, name, email, email_verified, language) values ($1, $2, lower($3), true, $4)`,
    [id, user.name, user.email, user.language],
  );
  await tx.query(
    `insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $2::uuid::text, 'credential', $3)`,
    [uuid(), id, 'passwordHash' in user ? user.passwordHash : await hashPassword(user.password)],
  );
  return id;
}
