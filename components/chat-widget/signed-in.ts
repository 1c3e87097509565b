import { type Credentials, ImError } from '../../core/index.js';
import { credentialsFrom } from '../shared/engines.js';

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
