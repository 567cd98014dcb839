/** Lets what was started go on, such as loading texts or drawing the page, until a condition holds. */
export async function until(reached: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) {
    if (reached()) return;
    await new Promise((resolve) => setTimeout(resolve));
  }
  throw new Error('It did not come to that');
}
