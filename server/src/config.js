import { homedir } from 'node:os';
import { resolve } from 'node:path';
/** Reads the settings from the environment. Throws an Error that names the variable. */
export function readConfig(env = process.env) {
    const port = readInteger(env, 'PORT', 4300, 0, 65535);
    const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, '');
    if (!/^https?:\/\/[^/]+$/.test(publicUrl))
        throw new Error(`PUBLIC_URL must be an origin like https://chat.example.com, not ${publicUrl}`);
    return {
        port,
        host: env.HOST ?? '0.0.0.0',
        dataDir: resolve(env.CAUSERIE_DATA ?? `${homedir()}/.causerie`),
        databaseUrl: env.DATABASE_URL || undefined,
        redisUrl: env.REDIS_URL || undefined,
        publicUrl,
        smtpUrl: env.SMTP_URL || undefined,
        mailFrom: env.MAIL_FROM ?? 'Causerie <causerie@localhost.localdomain>',
        mailReplyDomain: env.MAIL_REPLY_DOMAIN || undefined,
        trustProxy: env.TRUST_PROXY === 'true' ? true : (env.TRUST_PROXY ?? false),
        demo: env.CAUSERIE_DEMO === '1',
        logLevel: env.LOG_LEVEL ?? 'warn',
        roles: readRoles(env.CAUSERIE_ROLES),
    };
}
function readInteger(env, name, standard, least, most) {
    const value = env[name] === undefined || env[name] === '' ? standard : Number(env[name]);
    if (!Number.isInteger(value) || value < least || value > most) {
        throw new Error(`${name} must be a whole number from ${least} to ${most}, not ${env[name]}`);
    }
    return value;
}
function readRoles(text = 'web,worker') {
    const roles = text.split(',').map((role) => role.trim());
    const unknown = roles.find((role) => role !== 'web' && role !== 'worker');
    if (unknown !== undefined)
        throw new Error(`CAUSERIE_ROLES must be web, worker or both, not ${unknown}`);
    return { web: roles.includes('web'), worker: roles.includes('worker') };
}
