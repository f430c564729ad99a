/** A page, and what a browser must not do with it. */
import { CONTENT_SECURITY_POLICY } from '../ui/page.ts'
import type { Markup } from '../ui/page.ts'

export async function pageResponse(page: Markup, status: 200 | 401 | 403 | 410): Promise<Response> {
  return new Response(await page, {
    status,
    headers: { 'Content-Type': 'text/html; charset=UTF-8', ...PAGE_HEADERS },
  })
}

export const PAGE_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const
