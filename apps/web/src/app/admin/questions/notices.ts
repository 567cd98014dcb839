import { inject, Injectable } from '@angular/core';
import { MatSnackBar, MatSnackBarConfig } from '@angular/material/snack-bar';

/** Milliseconds that a notice stays; one with a way back stays longer. */
const SHORT = 5000;
const LONG = 10_000;

function lasting(milliseconds: number): MatSnackBarConfig {
  const config = new MatSnackBarConfig();
  config.duration = milliseconds;
  return config;
}

/** Short news at the foot of the page, also said to screen readers. */
@Injectable({ providedIn: 'root' })
export class Notices {
  private readonly snackBar = inject(MatSnackBar);

  tell(text: string): void {
    this.snackBar.open(text, undefined, lasting(SHORT));
  }

  /** Something was taken away that can be brought back for a moment. */
  offer(text: string, action: string, act: () => void): void {
    this.snackBar.open(text, action, lasting(LONG)).onAction().subscribe(act);
  }
}
