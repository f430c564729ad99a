/** A message goes out: by mail, to a webhook, or both. Never fails: what came of it is returned. */
import { isWebhook } from '../books/alert-settings.ts'
import { slackText } from '../books/alert-text.ts'
import type { AlertMessage } from '../books/alert-text.ts'
import type { Env } from '../env.ts'

/** As the nudge's. */
const PATIENCE_MS = 5_000

export type MailSender = Pick<Env, 'MAIL' | 'MAIL_FROM'>

export type Delivered = { readonly isHeard: boolean; readonly result: string }

export async function deliverAlert(
  message: AlertMessage,
  to: { readonly mailTo: string | null; readonly webhook: string | null },
  sender: MailSender,
): Promise<Delivered> {
  const sent = await Promise.all([
    ...(to.mailTo === null ? [] : [sendMail(message, to.mailTo, sender)]),
    ...(to.webhook === null ? [] : [callWebhook(message, to.webhook)]),
  ])
  return {
    isHeard: sent.some(({ isHeard }) => isHeard),
    result: sent.map(({ result }) => result).join('; '),
  }
}

async function sendMail(
  { subject, text }: AlertMessage,
  to: string,
  { MAIL, MAIL_FROM }: MailSender,
): Promise<Delivered> {
  if (MAIL === undefined || MAIL_FROM === undefined || MAIL_FROM === '') {
    return { isHeard: false, result: 'mail: no sender is set up' }
  }
  try {
    await inTime(MAIL.send({ from: MAIL_FROM, to, subject, text }))
    return { isHeard: true, result: 'mail: sent' }
  } catch {
    return { isHeard: false, result: 'mail: not taken' }
  }
}

async function callWebhook({ text }: AlertMessage, webhook: string): Promise<Delivered> {
  if (!isWebhook(webhook)) {
    return { isHeard: false, result: 'webhook: not an address to call' }
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
    return { isHeard: response.ok, result: `webhook: ${response.status}` }
  } catch {
    const why = patience.signal.aborted ? 'no answer' : 'not reached'
    return { isHeard: false, result: `webhook: ${why}` }
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
