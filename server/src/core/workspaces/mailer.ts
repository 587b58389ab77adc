import type { Tx } from '../../db/transaction.ts';

export type InvitationMail = {
  workspaceId: string;
  invitationId: string;
  address: string;
  link: string;
  workspaceName: string;
  /** Name of who invites; null where a program does. */
  invitedBy: string | null;
  language: string | null;
};

/** What workspaces need of the mail, so that they need not know how it leaves. */
export type Mailer = {
  /**
   * Sees to it that the mail goes out once the caller's transaction is committed (a job in that transaction).
   * False: this server cannot send mail, and the inviter must pass the link on.
   */
  sendInvitation(tx: Pick<Tx, 'query'>, mail: InvitationMail): Promise<boolean>;
};
