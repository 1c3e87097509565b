export default {
  globs: ['components/**/*.ts'],
  exclude: ['**/*.d.ts'],
  litelement: true,
  packagejson: false,
};
