/** SPEC.md's table as code: what one call does to a session. Pure, total, and all there is. */

export type Phase = 'opened' | 'idle' | 'out' | 'failed'

export type PhaseOrGone = Phase | 'gone'

export type SessionEvent =
  | 'send'
  | 'answer'
  | 'stray'
  | 'unreadable'
  | 'set-refused'
  | 'unreachable'
  | 'connection-error'
  | 'connection-refused'
  | 'last-error'
  | 'close'
  | 'expire'

export type Act =
  | 'compose'
  | 'settle'
  | 'doubt'
  | 'bisect'
  | 'repeat'
  | 'witness'
  | 'reopen'
  | 'fail'
  | 'stop'
  | 'refuse'
  | 'tell'
  | 'close'
  | 'nothing'

export type Transition = {
  /** The set that is out is in doubt first: its jobs go back before anything else is decided. */
  readonly doubtFirst: boolean
  readonly act: Act
  readonly next: PhaseOrGone
}

function to(next: PhaseOrGone, act: Act): Transition {
  return { doubtFirst: false, act, next }
}

function doubtThen(next: PhaseOrGone, act: Act): Transition {
  return { doubtFirst: true, act, next }
}

export const TRANSITIONS: Readonly<
  Record<SessionEvent, Readonly<Record<PhaseOrGone, Transition>>>
> = {
  send: {
    opened: to('out', 'compose'),
    idle: to('out', 'compose'),
    out: doubtThen('out', 'compose'),
    failed: to('failed', 'refuse'),
    gone: to('gone', 'refuse'),
  },
  answer: {
    opened: to('opened', 'repeat'),
    idle: to('idle', 'repeat'),
    out: to('idle', 'settle'),
    failed: to('failed', 'stop'),
    gone: to('gone', 'witness'),
  },
  stray: {
    opened: to('opened', 'witness'),
    idle: to('idle', 'witness'),
    out: to('out', 'witness'),
    failed: to('failed', 'stop'),
    gone: to('gone', 'witness'),
  },
  unreadable: {
    opened: to('opened', 'repeat'),
    idle: to('idle', 'repeat'),
    out: to('idle', 'doubt'),
    failed: to('failed', 'stop'),
    gone: to('gone', 'stop'),
  },
  'set-refused': {
    opened: to('failed', 'fail'),
    idle: to('idle', 'repeat'),
    out: to('idle', 'bisect'),
    failed: to('failed', 'stop'),
    gone: to('gone', 'stop'),
  },
  unreachable: {
    opened: to('failed', 'fail'),
    idle: to('failed', 'fail'),
    out: doubtThen('failed', 'fail'),
    failed: to('failed', 'stop'),
    gone: to('gone', 'stop'),
  },
  'connection-error': {
    opened: to('opened', 'reopen'),
    idle: to('failed', 'fail'),
    out: doubtThen('failed', 'fail'),
    failed: to('failed', 'stop'),
    gone: to('gone', 'stop'),
  },
  'connection-refused': {
    opened: to('failed', 'fail'),
    idle: to('failed', 'fail'),
    out: doubtThen('failed', 'fail'),
    failed: to('failed', 'stop'),
    gone: to('gone', 'stop'),
  },
  'last-error': {
    opened: to('opened', 'tell'),
    idle: to('idle', 'tell'),
    out: to('out', 'tell'),
    failed: to('failed', 'tell'),
    gone: to('gone', 'tell'),
  },
  close: {
    opened: to('gone', 'close'),
    idle: to('gone', 'close'),
    out: doubtThen('gone', 'close'),
    failed: to('gone', 'close'),
    gone: to('gone', 'tell'),
  },
  expire: {
    opened: to('gone', 'close'),
    idle: to('gone', 'close'),
    out: doubtThen('gone', 'close'),
    failed: to('gone', 'close'),
    gone: to('gone', 'nothing'),
  },
}

export function reduce(phase: PhaseOrGone, event: SessionEvent): Transition {
  return TRANSITIONS[event][phase]
}
