const CONTROLS = 'input, select, textarea, button';

/**
 * Moves to the first field with an error once the page shows it, so that nobody has to look for it. A group that cannot have the focus
 * itself, such as a rating, passes it to its first control.
 */
export function focusFirstInvalid(form: HTMLElement): void {
  requestAnimationFrame(() => {
    const invalid = form.querySelector<HTMLElement>('[aria-invalid="true"]');
    const control = invalid?.matches(`${CONTROLS}, [tabindex]`)
      ? invalid
      : invalid?.querySelector<HTMLElement>(CONTROLS);
    control?.focus();
  });
}
