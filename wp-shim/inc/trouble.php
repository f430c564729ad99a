<?php
/**
 * What can be wrong between the shop and the Worker, each with a remedy that an owner can act on.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Trouble;

defined( 'ABSPATH' ) || exit;

/** Codes that told() has words of its own for. */
const NAMED = array( 'clock', 'signature', 'shop-moved', 'unknown-store', 'wrong-form' );

const VERDICTS = array( 'queued', 'unchanged', 'ignored', 'refused' );

/**
 * Why an answer is not to be acted on; null for a 200 with a verdict on each change.
 *
 * @param array<string, mixed> $answer  From Worker\send.
 * @param list<Change>         $changes As they were sent.
 * @return Problem|null
 */
function trouble_in( array $answer, array $changes ): ?array {
	if ( 'silence' === $answer['kind'] ) {
		return trouble(
			'no-answer',
			/* translators: %s: what the network said */
			sprintf( __( 'Tillbridge could not be reached: %s', 'tillbridge' ), $answer['cause'] ),
			__( 'Nothing is lost: it is tried again by itself. If it lasts, ask your host whether the server may call out over HTTPS.', 'tillbridge' )
		);
	}
	$status = $answer['status'];
	$body   = $answer['body'] ?? array();
	if ( 200 === $status ) {
		return is_whole( $body, $changes ) ? null : not_understood();
	}
	if ( null === $answer['body'] || ! isset( $body['code'] ) ) {
		return in_between( $status );
	}
	return told( $status, $body, $answer['clock_seconds'] );
}

/**
 * What the Worker itself says is wrong.
 *
 * @param int                  $status        Of HTTP.
 * @param array<string, mixed> $body          The Worker's problem.
 * @param int|null             $clock_seconds How far the shop's clock is ahead.
 * @return Problem
 */
function told( int $status, array $body, ?int $clock_seconds ): array {
	$code  = (string) $body['code'];
	$title = (string) ( $body['title'] ?? '' );
	switch ( $code ) {
		case 'clock':
			$off = isset( $body['time'] ) ? time() - (int) $body['time'] : (int) $clock_seconds;
			return trouble(
				'clock',
				/* translators: %d: a number of seconds */
				sprintf( __( 'The clock of the shop’s server is off by %d seconds.', 'tillbridge' ), abs( $off ) ),
				__( 'Ask your host to set the server’s clock by the network (NTP). Nothing is lost meanwhile.', 'tillbridge' )
			);
		case 'signature':
			return trouble(
				'signature',
				__( 'Tillbridge does not accept this shop’s signature: the secret is another one.', 'tillbridge' ),
				__( 'Paste the connection code again under WooCommerce › Settings › Integration › Tillbridge. Nothing is lost meanwhile.', 'tillbridge' )
			);
		case 'shop-moved':
			/* translators: 1: the address the connection belongs to, 2: this site's address */
			$moved = sprintf( __( 'This connection belongs to %1$s, not to %2$s, so nothing is sent: a copy of a shop must not write into its books.', 'tillbridge' ), (string) ( $body['expected'] ?? '' ), (string) ( $body['got'] ?? '' ) );
			return trouble( 'shop-moved', $moved, __( 'Say under WooCommerce › Settings › Integration › Tillbridge whether this is the shop or a copy.', 'tillbridge' ) );
		case 'unknown-store':
			return trouble(
				'unknown-store',
				__( 'Tillbridge does not know this shop any more.', 'tillbridge' ),
				__( 'Ask whoever runs your Tillbridge for a new connection code and paste it under WooCommerce › Settings › Integration › Tillbridge.', 'tillbridge' )
			);
		case 'wrong-form':
			return trouble(
				'wrong-form',
				/* translators: %s: a sentence of the Worker's */
				sprintf( __( 'Tillbridge cannot read what this plugin sends: %s', 'tillbridge' ), $title ),
				__( 'Update the Tillbridge plugin under Plugins › Installed Plugins. Everything is kept until then.', 'tillbridge' )
			);
		default:
			return trouble(
				$code,
				/* translators: 1: a number such as 503, 2: a sentence of the Worker's */
				sprintf( __( 'Tillbridge answered %1$d: %2$s', 'tillbridge' ), $status, $title ),
				__( 'It is tried again by itself, and nothing is lost. If it lasts, tell whoever runs your Tillbridge.', 'tillbridge' )
			);
	}
}

/**
 * Why a person's wish was not done: nothing of it is tried again by itself.
 *
 * @param array<string, mixed> $answer From Worker\send; whatever it is, it is not what was hoped for.
 * @return Problem
 */
function refusal_in( array $answer ): array {
	$body     = 'answer' === $answer['kind'] ? $answer['body'] ?? array() : array();
	$is_known = ! isset( $body['code'], $body['title'] ) || in_array( $body['code'], NAMED, true );
	return $is_known
		? trouble_in( $answer, array() ) ?? not_understood()
		: trouble( (string) $body['code'], (string) $body['title'], (string) ( $body['detail'] ?? '' ) );
}

/**
 * Something between the shop and the Worker answered.
 *
 * @param int $status Of HTTP.
 * @return Problem
 */
function in_between( int $status ): array {
	return trouble(
		'in-between',
		/* translators: %d: a number such as 503 */
		sprintf( __( 'Something between the shop and Tillbridge answered with HTTP %d.', 'tillbridge' ), $status ),
		__( 'It is tried again by itself, and nothing is lost. If it lasts, look for a firewall or a proxy that does not let the shop’s server through.', 'tillbridge' )
	);
}

/**
 * A 200 that is not the Worker's, as a captive page or a cache gives it.
 *
 * @return Problem
 */
function not_understood(): array {
	return trouble(
		'not-understood',
		__( 'The answer did not come from Tillbridge.', 'tillbridge' ),
		__( 'It is tried again by itself, and nothing is lost. If it lasts, look for a proxy or cache between the shop’s server and Tillbridge.', 'tillbridge' )
	);
}

/**
 * This site stands at another address than the one that was connected.
 *
 * @return Problem
 */
function moved_here(): array {
	return trouble(
		'shop-moved',
		__( 'This site stands at another address than the shop that was connected, so nothing is sent: a copy of a shop must not write into its books.', 'tillbridge' ),
		__( 'Say under WooCommerce › Settings › Integration › Tillbridge whether this is the shop or a copy.', 'tillbridge' )
	);
}

/**
 * The connection was changed while the Worker was asked. Nothing is remembered of it: the next run goes on.
 *
 * @return Problem
 */
function reconnected(): array {
	return trouble(
		'reconnected',
		__( 'The shop was connected or disconnected while it was sending.', 'tillbridge' ),
		__( 'Nothing is lost: what waits goes to the store that the shop is connected to now.', 'tillbridge' )
	);
}

/**
 * A record larger than any request may be.
 *
 * @param string $subject Such as `order:1042`.
 * @param int    $bytes   Its size.
 * @return Problem
 */
function too_large( string $subject, int $bytes ): array {
	return trouble(
		'too-large',
		/* translators: 1: such as "order:1042", 2: a size such as "6 MB" */
		sprintf( __( 'The record %1$s is too large to send: %2$s.', 'tillbridge' ), $subject, (string) size_format( $bytes ) ),
		__( 'Remove large custom fields or split the order, and save it; then it is sent again.', 'tillbridge' )
	);
}

/**
 * A refusal that forgot its reason.
 *
 * @return Problem
 */
function refused_without_reason(): array {
	return trouble(
		'refused',
		__( 'Tillbridge cannot read this record and did not say why.', 'tillbridge' ),
		__( 'Save the record again. If that does not help, tell whoever runs your Tillbridge.', 'tillbridge' )
	);
}

/**
 * Whether only the nonce was wrong, as when an answer was lost on its way and a proxy asked again.
 *
 * @param array<string, mixed> $answer From Worker\send.
 */
function is_nonce_used( array $answer ): bool {
	return 'answer' === $answer['kind'] && 409 === $answer['status'] && 'nonce-used' === ( $answer['body']['code'] ?? null );
}

/**
 * Whether there is a verdict that we know on each change, in their order.
 *
 * @param array<string, mixed> $body    Of the answer.
 * @param list<Change>         $changes As they were sent.
 */
function is_whole( array $body, array $changes ): bool {
	$verdicts = $body['verdicts'] ?? null;
	if ( ! is_array( $verdicts ) || count( $verdicts ) !== count( $changes ) || ! is_array( $body['wants'] ?? null ) ) {
		return false;
	}
	foreach ( $changes as $at => $change ) {
		$verdict  = $verdicts[ $at ] ?? null;
		$is_known = is_array( $verdict )
			&& ( $verdict['subject'] ?? null ) === $change['row']['subject']
			&& (string) ( $verdict['generation'] ?? '' ) === $change['row']['generation']
			&& in_array( $verdict['verdict'] ?? null, VERDICTS, true );
		if ( ! $is_known ) {
			return false;
		}
	}
	return true;
}

/**
 * A Problem as it was received, or null where it is none.
 *
 * @param mixed $received From an answer.
 * @return Problem|null
 */
function problem_in( $received ): ?array {
	if ( ! is_array( $received ) || ! isset( $received['code'], $received['summary'] ) ) {
		return null;
	}
	return trouble( (string) $received['code'], (string) $received['summary'], (string) ( $received['remedy'] ?? '' ) );
}

/**
 * A Problem.
 *
 * @param string $code    Stable.
 * @param string $summary What happened.
 * @param string $remedy  What to do.
 * @return Problem
 */
function trouble( string $code, string $summary, string $remedy ): array {
	return array(
		'code'    => $code,
		'summary' => $summary,
		'remedy'  => $remedy,
	);
}
