import { DOCUMENT, inject, Injectable } from '@angular/core';

/** Saves a text as a file on the person's machine. */
@Injectable({ providedIn: 'root' })
export class Download {
  private readonly document = inject(DOCUMENT);

  save(filename: string, text: string, type: string): void {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = this.document.createElement('a');
    link.href = url;
    link.download = filename;
    link.click();
    URL.revokeObjectURL(url);
  }
}
