const RASTER = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;
/** A GIF loses what moves. */
const STILL = /^image\/(png|jpeg|webp|avif|bmp)$/;

export const isPicture = (file: Blob): boolean => RASTER.test(file.type);
/** May it be drawn anew and be smaller then? What moves is found out when it is opened. */
export const shrinks = (file: Blob): boolean => STILL.test(file.type);
