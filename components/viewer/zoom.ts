/** How a picture lies in its stage: scaled about the middle, then shifted, pixels. */
export interface Pose {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const REST: Pose = { scale: 1, x: 0, y: 0 };
export const MOST = 8;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value)) + 0; // no -0

/** Never so far that the picture leaves the stage; nothing to shift while it fits. */
export function held({ scale, x, y }: Pose, picture: Size, stage: Size): Pose {
  const wide = Math.max(0, (picture.width * scale - stage.width) / 2);
  const high = Math.max(0, (picture.height * scale - stage.height) / 2);
  return { scale, x: clamp(x, -wide, wide), y: clamp(y, -high, high) };
}

/** Scaled so that the point under the finger stays there. `at` is measured from the middle of the stage. */
export function zoomed(pose: Pose, by: number, at: Point, picture: Size, stage: Size): Pose {
  const scale = clamp(pose.scale * by, 1, MOST);
  const ratio = scale / pose.scale;
  const next = { scale, x: at.x - (at.x - pose.x) * ratio, y: at.y - (at.y - pose.y) * ratio };
  return held(next, picture, stage);
}

export const shifted = (pose: Pose, by: Point, picture: Size, stage: Size): Pose =>
  held({ ...pose, x: pose.x + by.x, y: pose.y + by.y }, picture, stage);

/** What a letting-go of one finger means while the picture is at rest. */
export function swipeOf(by: Point, ms: number): 'left' | 'right' | 'down' | undefined {
  const fast = Math.hypot(by.x, by.y) / Math.max(1, ms) > 0.4;
  const far = fast ? 30 : 90;
  if (Math.abs(by.x) > far && Math.abs(by.x) > 1.5 * Math.abs(by.y)) return by.x < 0 ? 'left' : 'right';
  return by.y > far && by.y > 1.5 * Math.abs(by.x) ? 'down' : undefined;
}
