import { error, ok, type Route } from './route.ts';
import { iso, ownerPermissions } from './world.ts';

export const accountRoutes: Route[] = [
  ['GET', /^\/v1\/setup$/, ({ world }) => ok({ needed: world.setUpNeeded })],
  [
    'POST',
    /^\/v1\/setup$/,
    ({ world, json }) => {
      const { workspaceName, name, email } = json as Record<string, string>;
      Object.assign(world, { setUpNeeded: false, signedIn: true });
      Object.assign(world.workspace, { name: workspaceName });
      Object.assign(world.members[0]!, { name, email });
      Object.assign(world.me, {
        name,
        email,
        workspaces: [
          { id: world.workspace.id, name: workspaceName, role: 'owner', permissions: ownerPermissions },
        ],
      });
      return ok(world.me);
    },
  ],
  [
    'POST',
    /^\/v1\/auth\/sign-in\/email$/,
    ({ world, json }) => {
      const { password } = json as { password: string };
      if (password === 'second-factor') return ok({ twoFactorRedirect: true });
      if (password !== 'causerie-demo') return error(401, 'unauthorised', 'INVALID_EMAIL_OR_PASSWORD');
      world.signedIn = true;
      return ok({ user: {} });
    },
  ],
  [
    'POST',
    /^\/v1\/auth\/sign-out$/,
    ({ world }) => {
      world.signedIn = false;
      return ok({ success: true });
    },
  ],
  [
    'POST',
    /^\/v1\/auth\/two-factor\/verify-(totp|backup-code)$/,
    ({ world, json }) => {
      if ((json as { code: string }).code === '000000') return error(401, 'unauthorised', 'INVALID_CODE');
      Object.assign(world, { signedIn: true });
      world.me.twoFactorEnabled = true;
      return ok({});
    },
  ],
  [
    'POST',
    /^\/v1\/auth\/two-factor\/enable$/,
    () =>
      ok({
        totpURI:
          'otpauth://totp/Causerie:amelie%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Causerie&digits=6&period=30',
        backupCodes: ['a1b2c-d3e4f', 'g5h6i-j7k8l', 'm9n0o-p1q2r', 's3t4u-v5w6x'],
      }),
  ],
  [
    'POST',
    /^\/v1\/auth\/two-factor\/disable$/,
    ({ world }) => {
      world.me.twoFactorEnabled = false;
      return ok({});
    },
  ],
  [
    'GET',
    /^\/v1\/auth\/list-sessions$/,
    ({ request }) =>
      ok([
        {
          id: '1',
          token: 'a',
          createdAt: iso(Date.now() - 9e6),
          updatedAt: iso(Date.now() - 6e4),
          expiresAt: iso(Date.now() + 9e8),
          ipAddress: '192.0.2.7',
          userAgent: request.headers['user-agent'],
        },
        {
          id: '2',
          token: 'b',
          createdAt: iso(Date.now() - 9e8),
          updatedAt: iso(Date.now() - 9e7),
          expiresAt: iso(Date.now() + 9e8),
          ipAddress: '198.51.100.4',
          userAgent: 'Mozilla/5.0 (iPhone) Safari/605',
        },
      ]),
  ],
  ['POST', /^\/v1\/auth\//, () => ok({ status: true })],
  ['GET', /^\/v1\/me$/, ({ world }) => ok(world.me)],
  ['PATCH', /^\/v1\/me$/, ({ world, json }) => ok(Object.assign(world.me, json))],
  [
    'GET',
    /^\/v1\/invitations\/(.+)$/,
    ({ world }, token) =>
      token === 'used'
        ? error(404, 'invitation_not_found')
        : ok({
            workspaceName: world.workspace.name,
            email: 'nina@example.com',
            role: 'agent',
            invitedBy: 'Amélie Rousseau',
            hasAccount: token === 'known',
          }),
  ],
  [
    'POST',
    /^\/v1\/invitations\/(.+)\/accept$/,
    ({ world }) => {
      world.signedIn = true;
      return ok(world.me);
    },
  ],
];
