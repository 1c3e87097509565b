import { durationOf } from '../host/node/env.js';
import { createTokens, SetupError } from '../host/node/index.js';
import { isUserId } from '../service/index.js';
import { flags, secretOf } from './flags.js';

/** `im-elements token USER`: prints a token of a signed-in user. */
export async function token(args: readonly string[]): Promise<void> {
  const { values, positionals } = flags({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      ttl: { type: 'string', default: '1h' },
      'secret-file': { type: 'string' },
    },
  });
  const [userId, extra] = positionals;
  if (userId === undefined) throw new SetupError('token: the USER is missing');
  if (extra !== undefined) throw new SetupError(`token: one USER, not also "${extra}"`);
  if (!isUserId(userId)) throw new SetupError(`token: "${userId}" cannot be a user id`);
  const ttl = durationOf('--ttl', values.ttl);
  const tokens = createTokens(secretOf(values['secret-file']));
  console.log(await tokens.issue({ userId, name: values.name, kind: 'user' }, ttl));
}
