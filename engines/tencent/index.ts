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

export { TencentEngine } from './engine.js';
export { tencentError } from './errors.js';
export type { TencentOptions } from './options.js';
