import type { Credentials } from '../../core/engine/index.js';
import { invalid } from '../../core/model/index.js';
import { TencentEngine } from './engine.js';
import type { TencentOptions } from './options.js';

/**
 * An engine for Tencent Cloud Chat. Loads and opens nothing before `connect`. The SDK is an optional peer of this package.
 * Throws `invalid` on an `sdkAppId` that is none.
 */
export const tencent = (options: TencentOptions): TencentEngine => {
  const { sdkAppId } = options;
  if (!Number.isSafeInteger(sdkAppId) || sdkAppId <= 0) throw invalid('sdkAppId', 'is no SDKAppID');
  return new TencentEngine(options);
};

/** Of somebody who does not sign in: he listens in live rooms, and that is all. */
export const guestCredentials = (): Credentials => ({
  // One for all of them, that nobody else can have: what a browser keeps for one is not left behind by each.
  userId: '@guest',
  guest: true,
  token: async () => '',
});

export { TencentEngine } from './engine.js';
export { tencentError } from './errors.js';
export type { TencentOptions } from './options.js';
