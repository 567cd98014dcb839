/** Specs of what is shipped to run Greenroom: images, their nginx, manifests. A stage of its own, since it needs no database. */
import tools from '../jest.config.mjs';

export default {
  ...tools,
  displayName: 'deployment',
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
};
