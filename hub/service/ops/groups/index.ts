import { applicationOps } from './applications.js';
import { attributeOps } from './attributes.js';
import { createOps } from './create.js';
import { directoryOps } from './directory.js';
import { enterOps } from './enter.js';
import { infoOps } from './info.js';
import { memberOps } from './members.js';
import { muteOps } from './mute.js';
import { outOps } from './out.js';
import { roleOps } from './roles.js';

export { forgetPending } from './forgetting.js';
export { leave } from './out.js';

/** Groups and what is done in them; who may says `protocol/rights.ts`. */
export const groupOps = {
  ...createOps,
  ...infoOps,
  ...directoryOps,
  ...enterOps,
  ...outOps,
  ...roleOps,
  ...muteOps,
  ...memberOps,
  ...applicationOps,
  ...attributeOps,
};
