<?php
/**
 * The Worker's nudge: "drain now". It carries nothing, and not being heard costs only time.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Nudge;

use Tillbridge\Connection;
use Tillbridge\Delivery;
use Tillbridge\Signature;
use const Tillbridge\Changes\SHUTDOWN_PRIORITY;

defined( 'ABSPATH' ) || exit;

const ROUTE_NAMESPACE = 'tillbridge/v1';
const ROUTE           = '/nudge';

/** The body is `{}`. */
const BODY_BYTES_MAX = 1024;

/**
 * Registers the route.
 */
function bootstrap(): void {
	add_action( 'rest_api_init', __NAMESPACE__ . '\register_route' );
}

/**
 * The route's door is the signature: nobody is signed in when the Worker calls.
 */
function register_route(): void {
	register_rest_route(
		ROUTE_NAMESPACE,
		ROUTE,
		array(
			'methods'             => 'POST',
			'callback'            => __NAMESPACE__ . '\answer',
			'permission_callback' => __NAMESPACE__ . '\is_from_the_worker',
			'show_in_index'       => false,
		)
	);
}

/**
 * Whether a request is signed by the store's secret, fresh, and here for the first time.
 *
 * @param \WP_REST_Request<array<string, mixed>> $request As it came.
 * @return true|\WP_Error
 */
function is_from_the_worker( \WP_REST_Request $request ) {
	$connection = Connection\connection();
	if ( null === $connection || strlen( $request->get_body() ) > BODY_BYTES_MAX ) {
		return stranger();
	}
	$secrets = array( $connection['secret'] );
	if ( '' !== $connection['previous_secret'] && $connection['previous_until'] > time() ) {
		$secrets[] = $connection['previous_secret'];
	}
	$is_genuine = Signature\is_genuine(
		array(
			'method' => 'POST',
			'path'   => path( $connection['shop_url'] ),
			'body'   => $request->get_body(),
		),
		array(
			'timestamp' => (string) $request->get_header( 'Tillbridge-Timestamp' ),
			'nonce'     => (string) $request->get_header( 'Tillbridge-Nonce' ),
			'signature' => (string) $request->get_header( 'Tillbridge-Signature' ),
		),
		$secrets
	);
	return $is_genuine ? true : stranger();
}

/**
 * The path that the Worker signs: it knows the shop's address and nothing of proxies before it.
 *
 * @param string $shop_url Such as `https://shop.example/blog`.
 */
function path( string $shop_url ): string {
	$folder = wp_parse_url( $shop_url, PHP_URL_PATH );
	return untrailingslashit( is_string( $folder ) ? $folder : '' ) . '/wp-json/' . ROUTE_NAMESPACE . ROUTE;
}

/**
 * A stranger hears nothing of what was wrong.
 */
function stranger(): \WP_Error {
	return new \WP_Error(
		'tillbridge_signature',
		__( 'This address is for Tillbridge only.', 'tillbridge' ),
		array( 'status' => 401 )
	);
}

/**
 * Answers at once; the drain begins when the answer has left.
 */
function answer(): \WP_REST_Response {
	add_action( 'shutdown', __NAMESPACE__ . '\drain_behind_the_answer', SHUTDOWN_PRIORITY + 1 );
	return new \WP_REST_Response( null, 204 );
}

/**
 * The Worker waits five seconds for its answer; the drain may take longer.
 */
function drain_behind_the_answer(): void {
	ignore_user_abort( true );
	foreach ( array( 'fastcgi_finish_request', 'litespeed_finish_request' ) as $finish ) {
		if ( function_exists( $finish ) ) {
			$finish();
		}
	}
	Delivery\drain( array( 'is_asked_for' => true ) );
}
