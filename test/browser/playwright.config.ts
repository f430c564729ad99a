/** Chromium is Debian's: Playwright's own cannot be had from a package registry. */
import { defineConfig } from '@playwright/test'
import { chromium } from './chromium.ts'

export default defineConfig({
  testDir: '.',
  testMatch: process.env.SCREENSHOTS === undefined ? '*.spec.ts' : 'screenshots.ts',
  outputDir: '../.results/browser',
  // One Worker with one database for all of them.
  workers: 1,
  // Ten times what the slowest takes: gates run on machines that are busy with others.
  timeout: 180_000,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: chromium(), args: ['--no-sandbox'] },
    viewport: { width: 1280, height: 800 },
    timezoneId: 'Europe/Berlin',
  },
})
