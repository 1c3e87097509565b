import type { Ops, WireAccount } from '../../protocol/index.js';
import { boolean, type Check, id, object, optional, string } from '../check.js';
import type { Core } from '../core.js';
import { HubError, invalid } from '../errors.js';
import type { NobodyCall, OpTable } from '../op.js';
import type { Passwords } from '../types.js';
import { NAME } from './users.js';

const SHORTEST = 8;
const LONGEST = 200;

/** However it was typed: the same letters are the same password. */
const password: Check<string> = (value, field) => string(LONGEST, 1)(value, field).normalize('NFKC');
const newPassword: Check<string> = (value, field) => {
  const told = password(value, field);
  if (told.length < SHORTEST) throw invalid(field, `must have at least ${SHORTEST} characters`);
  return told;
};

/** Compared with where there is no account, so that it takes as long. */
const nobody = new WeakMap<Passwords, Promise<string>>();

const passwordsOf = ({ passwords, settings }: Core): Passwords => {
  if (!settings.accounts || !passwords) throw new HubError('unsupported', 'this hub keeps no accounts');
  return passwords;
};

const tokenOf = async ({ tokens }: Core, user: string): Promise<WireAccount> => {
  const token = await tokens.account?.(user);
  if (token === undefined) throw new HubError('unsupported', 'this hub keeps no accounts');
  return { user, token };
};

/** One answer for whatever is wrong. */
const wrong = (): HubError => new HubError('unauthorized', 'user: no such account, or another password');

/** Throws `unauthorized` unless it is his password. */
const prove = async ({ core, caller }: NobodyCall, user: string, told: string): Promise<string> => {
  const passwords = passwordsOf(core);
  core.accounts.signIn(caller.address, user, core.clock);
  const known = nobody.get(passwords) ?? passwords.hash('nobody has this password');
  nobody.set(passwords, known);
  const account = await core.read((tx) => tx.docs.get('account', user, 'password'));
  const hash = account?.hash ?? (await known);
  const right = await core.accounts.run(() => passwords.verify(told, hash));
  if (!account || !right) throw wrong();
  return hash;
};

const register = async ({ core, caller }: NobodyCall, args: Ops['accounts.register']['args']): Promise<WireAccount> => {
  const passwords = passwordsOf(core);
  core.accounts.register(caller.address, core.clock);
  const hash = await core.accounts.run(() => passwords.hash(args.password));
  const { user, name } = args;
  await core.write(async ({ tx, now }) => {
    // Whoever has it: somebody of the site, a visitor, a desk, one who was erased.
    if (await tx.users.get(user)) throw new HubError('conflict', 'user: already used', { field: 'user' });
    await tx.users.put({ id: user, kind: 'user', createdAt: now, ...(name !== undefined && { name }) });
    await tx.docs.put('account', user, 'password', { hash });
  });
  return tokenOf(core, user);
};

const change = async (call: NobodyCall, args: Ops['accounts.password']['args']): Promise<WireAccount> => {
  const { core } = call;
  const { user, endOthers = false, keep } = args;
  const before = await prove(call, user, args.password);
  const hash = await core.accounts.run(() => passwordsOf(core).hash(args.to));
  await core.write(async ({ tx, now }) => {
    const account = await tx.docs.get('account', user, 'password');
    // Somebody else has been quicker.
    if (account?.hash !== before) throw wrong();
    await tx.docs.put('account', user, 'password', { ...account, hash, ...(endOthers && { since: now }) });
    if (!endOthers) return;
    for (const device of await tx.devices.list(user)) if (device.id !== keep) await tx.devices.remove(user, device.id);
  });
  if (endOthers) {
    for (const { device, line } of core.online.of(user)) {
      if (device.id !== keep) line.bye({ why: 'kicked', reason: 'the password was changed' });
    }
  }
  return tokenOf(core, user);
};

export const accountOps: OpTable<'accounts.register' | 'accounts.signIn' | 'accounts.password'> = {
  'accounts.register': {
    auth: 'none',
    check: object({ user: id, password: newPassword, name: optional(string(NAME, 1)) }),
    run: register,
  },
  'accounts.signIn': {
    auth: 'none',
    check: object({ user: id, password }),
    async run(call, args) {
      await prove(call, args.user, args.password);
      return tokenOf(call.core, args.user);
    },
  },
  'accounts.password': {
    auth: 'none',
    check: object({ user: id, password, to: newPassword, endOthers: optional(boolean), keep: optional(id) }),
    run: change,
  },
};
