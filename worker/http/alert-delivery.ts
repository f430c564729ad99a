/** A message goes out: by mail, to a webhook, or both. Never fails: what came of it is returned. */
import { isWebhook } from '../books/alert-settings.ts'
import { slackText } from '../books/alert-text.ts'
import type { AlertMessage } from '../books/alert-text.ts'
import type { SaidWay } from '../books/watch.ts'
import type { Env } from '../env.ts'

/** As the nudge's. */
const PATIENCE_MS = 5_000

export type MailSender = Pick<Env, 'MAIL' | 'MAIL_FROM'>

export type Delivered = { readonly isHeard: boolean; readonly ways: readonly SaidWay[] }

export async function deliverAlert(
  message: AlertMessage,
  to: { readonly mailTo: string | null; readonly webhook: string | null },
  sender: MailSender,
): Promise<Delivered> {
  const sent = await Promise.all([
    ...(to.mailTo === null ? [] : [sendMail(message, to.mailTo, sender)]),
    ...(to.webhook === null ? [] : [callWebhook(message, to.webhook)]),
  ])
  return { isHeard: sent.some(isTaken), ways: sent }
}

function isTaken({ came }: SaidWay): boolean {
  return typeof came === 'number' ? came >= 200 && came < 300 : came === 'sent'
}

async function sendMail(
  { subject, text }: AlertMessage,
  to: string,
  { MAIL, MAIL_FROM }: MailSender,
): Promise<SaidWay> {
  if (MAIL === undefined || MAIL_FROM === undefined || MAIL_FROM === '') {
    return { way: 'mail', came: 'no-sender' }
  }
  try {
    await inTime(MAIL.send({ from: MAIL_FROM, to, subject, text }))
    return { way: 'mail', came: 'sent' }
  } catch {
    return { way: 'mail', came: 'not-taken' }
  }
}

async function callWebhook({ text }: AlertMessage, webhook: string): Promise<SaidWay> {
  if (!isWebhook(webhook)) {
    return { way: 'webhook', came: 'no-address' }
  }
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const response = await fetch(webhook, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: slackText(text) }),
      redirect: 'manual',
      signal: patience.signal,
    })
    await response.body?.cancel()
    return { way: 'webhook', came: response.status }
  } catch {
    return { way: 'webhook', came: patience.signal.aborted ? 'no-answer' : 'not-reached' }
  } finally {
    clearTimeout(timer)
  }
}

async function inTime(sending: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('no answer')), PATIENCE_MS)
  try {
    await Promise.race([sending, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
