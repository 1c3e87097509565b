import { type Credentials, type Engine, ImError, isImError } from '../../core/index.js';
import { credentialsFrom } from '../shared/credentials.js';
import type { Account } from './account.js';
import { keepOf, knownVisitor } from './identity.js';

/** A signed-in visitor's credentials, from attributes or the `token` property; undefined: an anonymous one. */
export function signedIn(widget: Element & { token?: () => Promise<string> }): Credentials | undefined {
  const userId = widget.getAttribute('user-id');
  const tokenUrl = widget.getAttribute('token-url');
  const own = widget.token;
  if (!userId) return undefined;
  if (own) return { userId, token: () => own() };
  if (tokenUrl) return credentialsFrom(userId, new URL(tokenUrl, location.href).href);
  throw new ImError('invalid', { field: 'token-url', message: 'user-id needs token-url, or the token property' });
}

/** Who wrote anonymously before signing in keeps that conversation. Left for the next visit where it cannot be done now. */
export async function mergeVisitor(widget: Element, { engine }: Account): Promise<void> {
  const known = knownVisitor(widget);
  const { mergeVisitor: merge } = engine as Engine & { mergeVisitor?(token: string): Promise<number> };
  if (!known || !merge) return;
  try {
    await merge.call(engine, known.token);
  } catch (error) {
    // Forged, expired, or of another hub: it will never do.
    if (!isImError(error) || !['unauthorized', 'invalid', 'not-found'].includes(error.code)) throw error;
  }
  keepOf(widget).remove();
}
