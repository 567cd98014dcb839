/** Specs of what is shipped to run Greenroom: images, their nginx, manifests. A stage of its own, since it needs no database. */
import tools from '../jest.config.mjs';

export default {
  ...tools,
  displayName: 'deployment',
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: ['/node_modules/'],
  // The compiler reads the types of the whole Kubernetes API in one test: minutes, on machines that do other things too.
  testTimeout: 300_000,
};
