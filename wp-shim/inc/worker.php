<?php
/**
 * Calls to the Worker: signed, never followed elsewhere, and read with suspicion.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Worker;

use function Tillbridge\Connection\connection;
use function Tillbridge\Connection\is_loopback;
use function Tillbridge\Signature\signed_headers;

defined( 'ABSPATH' ) || exit;

/** A hundred changes are stored in well under a second; the rest is the way there and back. */
const TIMEOUT_SECONDS = 30;

/** A hundred outcomes are some 100 kB. */
const ANSWER_BYTES_MAX = 5242880;

/**
 * Sends a signed body to one of the store's addresses.
 *
 * `answer` has the status and the decoded JSON object; `silence` has what the network said. Both have
 * the difference of the clocks in seconds, positive where the shop's is ahead, as far as it was heard.
 *
 * @param string $door Such as `changes`.
 * @param string $body JSON.
 * @return array{kind: 'answer', status: int, body: array<string, mixed>|null, retry_after: int|null, clock_seconds: int|null}|array{kind: 'silence', cause: string}
 */
function send( string $door, string $body ): array {
	$connection = connection();
	if ( null === $connection ) {
		return array(
			'kind'  => 'silence',
			'cause' => __( 'No connection code was pasted yet.', 'tillbridge' ),
		);
	}
	$path     = '/shop/' . rawurlencode( $connection['store_id'] ) . '/' . $door;
	$url      = $connection['url'] . $path;
	$request  = array(
		'method' => 'POST',
		'path'   => (string) wp_parse_url( $url, PHP_URL_PATH ),
		'body'   => $body,
	);
	$response = post(
		$url,
		array(
			'timeout'             => TIMEOUT_SECONDS,
			// A followed redirect turns the POST into a GET and looks like success.
			'redirection'         => 0,
			'limit_response_size' => ANSWER_BYTES_MAX,
			'headers'             => array_merge(
				array(
					'Content-Type' => 'application/json',
					'Accept'       => 'application/json',
				),
				signed_headers( $request, $connection['secret'] )
			),
			'body'                => $body,
		)
	);
	if ( is_wp_error( $response ) ) {
		return array(
			'kind'  => 'silence',
			'cause' => $response->get_error_message(),
		);
	}
	$said = json_decode( wp_remote_retrieve_body( $response ), true, 512, JSON_BIGINT_AS_STRING );
	return array(
		'kind'          => 'answer',
		'status'        => (int) wp_remote_retrieve_response_code( $response ),
		'body'          => is_array( $said ) ? $said : null,
		'retry_after'   => seconds_until( header_of( $response, 'retry-after' ) ),
		'clock_seconds' => clock_seconds( header_of( $response, 'date' ) ),
	);
}

/**
 * WordPress refuses addresses inside the own network, as it should; a Worker on this very machine is
 * only reached where somebody tries things out.
 *
 * @param string               $url       Where to.
 * @param array<string, mixed> $arguments As wp_remote_post takes them.
 * @return array<string, mixed>|\WP_Error
 */
function post( string $url, array $arguments ) {
	$host = (string) wp_parse_url( $url, PHP_URL_HOST );
	return is_loopback( $host ) ? wp_remote_post( $url, $arguments ) : wp_safe_remote_post( $url, $arguments );
}

/**
 * One header, the first where there are several.
 *
 * @param array<string, mixed> $response From wp_remote_post.
 * @param string               $name     In lower case.
 */
function header_of( array $response, string $name ): string {
	$value = wp_remote_retrieve_header( $response, $name );
	return is_array( $value ) ? (string) reset( $value ) : (string) $value;
}

/**
 * What `Retry-After` says, in seconds from now: it is a number or a date.
 *
 * @param string $value The header, or nothing.
 */
function seconds_until( string $value ): ?int {
	if ( 1 === preg_match( '/^\d{1,9}$/', trim( $value ) ) ) {
		return (int) $value;
	}
	$at = '' === $value ? false : strtotime( $value );
	return false === $at ? null : max( 0, $at - time() );
}

/**
 * How far the shop's clock is ahead of the Worker's.
 *
 * @param string $date The `Date` header.
 */
function clock_seconds( string $date ): ?int {
	$theirs = '' === $date ? false : strtotime( $date );
	return false === $theirs ? null : time() - $theirs;
}
