import { expect, it } from '@jest/globals';
import { startScene } from './support/scene.ts';

it('the server says that it is up', async () => {
  const scene = await startScene();
  expect((await fetch(`${scene.server.controlUrl}/health`)).status).toBe(200);
  expect((await fetch(`${scene.server.controlUrl}/rooms`)).status).toBe(404);
  await scene.stop();
});
