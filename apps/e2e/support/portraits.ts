import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

/** Who can sit before a fake camera. */
export type Sitter = 'candidate' | 'interviewer';

/** Frames in a film, which the fake camera plays again and again. */
const FRAMES = 15;

const CANDIDATE = `
  <svg viewBox="0 0 1280 720" xmlns="http://www.w3.org/2000/svg">
    <defs>
      <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#f4e6cf"/><stop offset="1" stop-color="#dcbf98"/>
      </linearGradient>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#a9d3e6"/><stop offset="1" stop-color="#e8f3ec"/>
      </linearGradient>
      <linearGradient id="shirt" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#d0784a"/><stop offset="1" stop-color="#a2522c"/>
      </linearGradient>
      <linearGradient id="skin" x1="0" y1="0" x2="1" y2="0">
        <stop offset="0" stop-color="#a87050"/><stop offset="1" stop-color="#85523a"/>
      </linearGradient>
    </defs>
    <rect width="1280" height="720" fill="url(#wall)"/>
    <rect x="70" y="60" width="300" height="360" rx="10" fill="#fffaf1"/>
    <rect x="86" y="76" width="268" height="328" fill="url(#sky)"/>
    <path d="M86 330c60-50 110-30 150-10s80 10 118-30v114H86z" fill="#8fb98e"/>
    <path d="M220 76v328M86 240h268" stroke="#fffaf1" stroke-width="12"/>
    <rect x="980" y="250" width="230" height="14" rx="4" fill="#9a7047"/>
    <path d="M1040 250c-46-70-24-120 4-130 6 50 8 80 4 130zm10 0c-8-90 20-150 56-158 6 60-14 110-48 158zm8 0c30-60 70-86 106-80-8 44-50 70-100 80z" fill="#4f8a63"/>
    <path d="M1020 200h76l-10 50h-56z" fill="#e9ddcb"/>
    <path d="M300 720c0-150 130-216 340-216s340 66 340 216z" fill="url(#shirt)"/>
    <path d="M572 410h136v90c0 52-136 52-136 0z" fill="#7c4c35"/>
    <path d="M556 488 640 560l84-72 30 22-114 104-114-104z" fill="#f3e8da"/>
    <ellipse cx="498" cy="320" rx="22" ry="36" fill="#8f5a40"/><ellipse cx="782" cy="320" rx="22" ry="36" fill="#7a4a34"/>
    <path d="M500 260c0-120 60-170 140-170s140 50 140 170v60c0 96-64 156-140 156s-140-60-140-156z" fill="url(#skin)"/>
    <path d="M484 300c-34-150 44-240 156-240s196 84 156 240c-4-60-24-108-60-134-60 24-150 26-204 4-26 26-42 70-48 130z" fill="#251a15"/>
    <path d="M545 268c18-14 42-14 58 0M677 268c18-14 42-14 58 0" fill="none" stroke="#251a15" stroke-width="10" stroke-linecap="round"/>
    <ellipse cx="574" cy="304" rx="17" ry="12" fill="#fff"/><ellipse cx="706" cy="304" rx="17" ry="12" fill="#fff"/>
    <circle cx="576" cy="304" r="10" fill="#2a1c15"/><circle cx="704" cy="304" r="10" fill="#2a1c15"/>
    <path d="M640 310c-6 30-14 46-14 52 0 10 28 10 28 0" fill="none" stroke="#6a3e2b" stroke-width="6" stroke-linecap="round"/>
    <path d="M588 398c30 40 74 40 104 0-30 10-74 10-104 0z" fill="#fff" stroke="#6a3325" stroke-width="6" stroke-linejoin="round"/>
  </svg>`;

const INTERVIEWER = `
  <svg viewBox="0 0 1280 720" xmlns="http://www.w3.org/2000/svg">
    <defs>
      <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#2f6f5c"/><stop offset="1" stop-color="#173f35"/>
      </linearGradient>
      <radialGradient id="light" cx="0.82" cy="0.2" r="0.6">
        <stop offset="0" stop-color="#ffdf9e" stop-opacity="0.75"/><stop offset="1" stop-color="#ffdf9e" stop-opacity="0"/>
      </radialGradient>
      <linearGradient id="jacket" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#3c4a63"/><stop offset="1" stop-color="#222b3d"/>
      </linearGradient>
      <linearGradient id="skin" x1="0" y1="0" x2="1" y2="0">
        <stop offset="0" stop-color="#b47a52"/><stop offset="1" stop-color="#cf9467"/>
      </linearGradient>
    </defs>
    <rect width="1280" height="720" fill="url(#wall)"/>
    <rect width="1280" height="720" fill="url(#light)"/>
    <path d="M60 210h330M60 400h330" stroke="#8a6240" stroke-width="16" stroke-linecap="round"/>
    <g>
      <rect x="84" y="96" width="30" height="106" rx="4" fill="#e0b26b"/><rect x="120" y="110" width="24" height="92" rx="4" fill="#c8d8d0"/>
      <rect x="150" y="86" width="34" height="116" rx="4" fill="#b5573b"/><rect x="190" y="104" width="26" height="98" rx="4" fill="#e9ddcb"/>
      <rect x="290" y="128" width="70" height="74" rx="10" fill="#d79a54"/>
      <rect x="84" y="300" width="26" height="92" rx="4" fill="#7aa5a0"/><rect x="116" y="286" width="32" height="106" rx="4" fill="#e9ddcb"/>
      <rect x="154" y="310" width="24" height="82" rx="4" fill="#d08a6a"/><path d="m196 392 30-96 24 8-26 88z" fill="#e0b26b"/>
      <circle cx="320" cy="352" r="40" fill="#24584a"/>
    </g>
    <path d="M1050 720V330" stroke="#0f2b24" stroke-width="12"/>
    <path d="m970 300 40-120h90l40 120z" fill="#ffe3a8"/>
    <path d="M286 720c0-146 138-214 354-214s354 68 354 214z" fill="url(#jacket)"/>
    <path d="M500 528 640 720l140-192-60-30H560z" fill="#f4f1ea"/>
    <path d="M566 404h148v96c0 66-74 96-74 96s-74-30-74-96z" fill="#a46c47"/>
    <path d="M474 480c-50-120-70-250 6-350 80-100 250-96 322 0 74 100 54 230 4 350-20 40-60 30-66 10l10-160H530l10 160c-6 20-46 30-66-10z" fill="#1f1512"/>
    <path d="M506 270c0-110 56-160 134-160s134 50 134 160v50c0 96-60 160-134 160s-134-64-134-160z" fill="url(#skin)"/>
    <path d="M498 300c-10-130 50-204 142-204s152 74 142 204c-10-56-40-96-76-118-50 40-120 60-166 62-22 12-36 30-42 56z" fill="#1f1512"/>
    <path d="M548 282c18-12 40-12 56-2M676 280c16-10 38-10 56 2" fill="none" stroke="#1f1512" stroke-width="8" stroke-linecap="round"/>
    <ellipse cx="577" cy="314" rx="16" ry="12" fill="#fff"/><ellipse cx="703" cy="314" rx="16" ry="12" fill="#fff"/>
    <circle cx="578" cy="314" r="10" fill="#33221a"/><circle cx="702" cy="314" r="10" fill="#33221a"/>
    <g fill="none" stroke="#2a2320" stroke-width="6">
      <rect x="538" y="286" width="80" height="60" rx="26"/><rect x="662" y="286" width="80" height="60" rx="26"/><path d="M618 310q22-12 44 0"/>
    </g>
    <path d="M640 324c-4 26-12 40-12 46 0 9 24 9 24 0" fill="none" stroke="#8a5636" stroke-width="5" stroke-linecap="round"/>
    <path d="M592 404c28 32 68 32 96 0" fill="none" stroke="#8f3d38" stroke-width="9" stroke-linecap="round"/>
  </svg>`;

const PORTRAITS: Record<Sitter, string> = { candidate: CANDIDATE, interviewer: INTERVIEWER };

const FOLDER = path.resolve(import.meta.dirname, '../../../test-results/portraits');

/** The film of one person for `--use-file-for-fake-video-capture`. */
export function filmOf(sitter: Sitter): string {
  return path.join(FOLDER, `${sitter}.mjpeg`);
}

/**
 * Draws the people for the pictures of the documentation, in place of the fake camera's green pattern. A Motion JPEG
 * film is nothing but JPEG pictures one after the other.
 */
export async function filmPortraits(launch: LaunchOptions): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch(launch);
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  for (const sitter of ['candidate', 'interviewer'] as const) {
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${PORTRAITS[sitter]}`);
    const frame = await page.screenshot({ type: 'jpeg', quality: 92 });
    await writeFile(filmOf(sitter), Buffer.concat(Array.from({ length: FRAMES }, () => frame)));
  }
  await browser.close();
}
