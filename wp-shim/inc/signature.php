<?php
/**
 * The signature of every request in both directions, version 1.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Signature;

use function Tillbridge\Installation\nonces_table;

defined( 'ABSPATH' ) || exit;

/** Either way. */
const WINDOW_SECONDS = 300;

/**
 * The headers of a request of ours, under a nonce of its own.
 *
 * @param array{method: string, path: string, body: string} $request The path without query, the body as it leaves.
 * @param string                                            $secret  The store's.
 * @return array{Tillbridge-Timestamp: string, Tillbridge-Nonce: string, Tillbridge-Signature: string}
 */
function signed_headers( array $request, string $secret ): array {
	$timestamp = (string) time();
	$nonce     = bin2hex( random_bytes( 16 ) );
	return array(
		'Tillbridge-Timestamp' => $timestamp,
		'Tillbridge-Nonce'     => $nonce,
		'Tillbridge-Signature' => 'v1=' . signature( $request, $timestamp, $nonce, $secret ),
	);
}

/**
 * HMAC-SHA256 in hex over what is signed.
 *
 * @param array{method: string, path: string, body: string} $request   As above.
 * @param string                                            $timestamp Unix seconds.
 * @param string                                            $nonce     32 to 64 hex characters.
 * @param string                                            $secret    The store's.
 */
function signature( array $request, string $timestamp, string $nonce, string $secret ): string {
	$base = implode(
		"\n",
		array( 'v1', $timestamp, $nonce, $request['method'], $request['path'], hash( 'sha256', $request['body'] ) )
	);
	return hash_hmac( 'sha256', $base, $secret );
}

/**
 * Whether a request that came in is signed by one of the secrets, fresh, and here for the first time.
 *
 * @param array{method: string, path: string, body: string}          $request The body as it came, not as it was parsed.
 * @param array{timestamp: string, nonce: string, signature: string} $headers As they came.
 * @param list<string>                                               $secrets The store's, and the one before it while a rotation lasts.
 */
function is_genuine( array $request, array $headers, array $secrets ): bool {
	$is_formed = 1 === preg_match( '/^\d{1,12}$/', $headers['timestamp'] )
		&& 1 === preg_match( '/^[0-9a-f]{32,64}$/i', $headers['nonce'] )
		&& 1 === preg_match( '/^v1=[0-9a-f]{64}$/i', $headers['signature'] );
	if ( ! $is_formed || abs( time() - (int) $headers['timestamp'] ) > WINDOW_SECONDS ) {
		return false;
	}
	$theirs  = strtolower( substr( $headers['signature'], 3 ) );
	$is_ours = false;
	foreach ( $secrets as $secret ) {
		$ours    = signature( $request, $headers['timestamp'], $headers['nonce'], $secret );
		$is_ours = hash_equals( $ours, $theirs ) || $is_ours;
	}
	return $is_ours && claim_nonce( strtolower( $headers['nonce'] ), (int) $headers['timestamp'] );
}

/**
 * True for the first who comes with a nonce. Only asked of a request that is rightly signed, so that
 * no stranger fills the table.
 *
 * @param string $nonce     In lower case.
 * @param int    $timestamp The request's, Unix seconds.
 */
function claim_nonce( string $nonce, int $timestamp ): bool {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE expires_at < %d', nonces_table(), time() ) );
	$claimed = $wpdb->query(
		$wpdb->prepare(
			'INSERT IGNORE INTO %i (nonce, expires_at) VALUES (%s, %d)',
			nonces_table(),
			$nonce,
			$timestamp + WINDOW_SECONDS + 1
		)
	);
	return 1 === $claimed;
}
