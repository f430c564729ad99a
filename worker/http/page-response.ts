/** A page, and what a browser must not do with it. */
import type { Context } from 'hono'
import { CONTENT_SECURITY_POLICY } from '../ui/page.tsx'
import type { Markup } from '../ui/page.tsx'

export async function pageResponse(
  page: Markup,
  status: 200 | 401 | 403 | 404 | 410 | 422,
): Promise<Response> {
  return new Response(await page, {
    status,
    headers: { 'Content-Type': 'text/html; charset=UTF-8', ...PAGE_HEADERS },
  })
}

/** As `pageResponse`, with the cookies that were set meanwhile. */
export async function answered(
  context: Context,
  page: Markup,
  status: 200 | 404 | 422 = 200,
): Promise<Response> {
  for (const [name, value] of Object.entries(PAGE_HEADERS)) {
    context.header(name, value)
  }
  return context.html(await page, status)
}

/** Their names change with what is in them. */
export const ASSET_HEADERS = {
  'Cache-Control': 'public, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
} as const

export const PAGE_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const
