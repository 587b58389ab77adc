import { expect, test } from 'vitest';
import { describeError } from './describeError.ts';

test('values that PostgreSQL quotes stay out of the log; names of ours stay in', () => {
  const wrong = Object.assign(new Error('invalid input syntax for type uuid: "call me at 555 0199"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'Failing row contains (olive@example.com)',
    where: 'unnamed portal parameter $1 = olive',
  });
  const described = JSON.stringify(describeError(wrong));
  expect(described).not.toMatch(/555 0199|olive/);
  expect(describeError(wrong)).toMatchObject({
    code: '22P02',
    message: 'invalid input syntax for type uuid: "…"',
  });
  const twice = Object.assign(new Error('duplicate key value violates unique constraint "users_email_key"'), {
    severity: 'ERROR',
    code: '23505',
    constraint: 'users_email_key',
    table: 'users',
    detail: 'Key (email)=(olive@example.com) already exists.',
  });
  expect(describeError(twice)).toMatchObject({ constraint: 'users_email_key', table: 'users' });
  expect(JSON.stringify(describeError(twice))).not.toContain('olive');
});

test('causes are told, also of one that is its own', () => {
  const inner = new Error('the socket broke');
  expect(describeError(new Error('sending failed', { cause: inner })).cause?.message).toBe(
    'the socket broke',
  );
  const circular = new Error('round');
  circular.cause = circular;
  expect(() => JSON.stringify(describeError(circular))).not.toThrow();
  expect(describeError('thrown text')).toEqual({ type: 'string', message: 'not an error' });
});

test('where it happened stays, whatever lines the message has', () => {
  const error = Object.assign(new Error('syntax error at or near "olive\n    at home"'), {
    severity: 'ERROR',
  });
  const { stack } = describeError(error);
  expect(stack).toContain('describeError.test.ts');
  expect(stack!.split('\n')[0]).toBe('Error: syntax error at or near "…"');
});
