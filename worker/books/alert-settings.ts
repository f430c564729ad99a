/** Whom Tillbridge tells by itself that something is wrong with the connection, and when. */
import * as v from 'valibot'
import { isPublicHost } from './public-host.ts'
import { oneOf, textThat, wholeNumber } from './setting-values.ts'
import { setting } from './settings-schema.ts'

const MAIL_ADDRESS = /^[^\s@<>",;:()[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i
/** RFC 5321 §4.5.3.1.3, without the brackets. */
const MAIL_ADDRESS_LENGTH_MAX = 254
const WEBHOOK_LENGTH_MAX = 2_000

export const ALERT_SETTINGS = {
  when: setting({
    schema: oneOf(['at-once', 'daily', 'off']),
    default: 'at-once',
    meaning:
      'When it is said that something is wrong with the connection, and that it is well again: at once, in one message a day, or never, while the notice in the shop’s admin and on these pages always stands.',
  }),
  mailTo: setting({
    schema: v.nullable(
      textThat(
        'one mail address such as "owner@example.com", or null',
        (text) => text.length <= MAIL_ADDRESS_LENGTH_MAX && MAIL_ADDRESS.test(text),
      ),
    ),
    default: null,
    meaning:
      'Where that is mailed to, if the operator has given Tillbridge a sender for mail, without which nothing is mailed and the overview says so; null mails nothing.',
  }),
  webhook: setting({
    schema: v.nullable(
      textThat(
        'an https address on the internet such as "https://hooks.slack.com/services/…", or null',
        isWebhook,
      ),
    ),
    default: null,
    meaning:
      'Where that is posted to, in the format of Slack’s incoming webhooks; null posts nothing.',
  }),
  digestHour: setting({
    schema: wholeNumber(0, 23),
    default: 8,
    meaning: 'The hour of the shop’s day in which the one message a day goes out, from 0 to 23.',
  }),
}

/** Asked again before each call: what was saved once may be an older release's idea of right. */
export function isWebhook(text: string): boolean {
  const url = text.length <= WEBHOOK_LENGTH_MAX ? URL.parse(text) : null
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    isPublicHost(url)
  )
}
