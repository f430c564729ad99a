<?php
/**
 * The connection to the Worker: where it is, which store this is, and the secret that signs.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Connection;

use Tillbridge\Ledger;
use Tillbridge\Outbox;

defined( 'ABSPATH' ) || exit;

/** Not autoloaded: the secret is read only where something is signed. */
const CONNECTION_OPTION = 'tillbridge_connection';
/** Autoloaded, so that a hook in the shopper's request knows without a query what is wanted. */
const WANTS_OPTION = 'tillbridge_wants';
/** A random word; within it generations never go back. */
const EPOCH_OPTION = 'tillbridge_epoch';
/** Which store it was, while the shop is connected to none. */
const STORE_BEFORE_OPTION = 'tillbridge_store_before';

/** Until the Worker has said what it wants. */
const WANTS_AT_FIRST = array( 'order', 'customer' );

/** Signed requests under the secret before the last stay good for so long on both sides. */
const ROTATION_SECONDS = DAY_IN_SECONDS;

/** A connection code is some 150 characters. */
const CODE_LENGTH_MAX = 2000;

/**
 * The connection, or null before a code was pasted.
 *
 * @return array{url: string, store_id: string, secret: string, previous_secret: string, previous_until: int, shop_url: string, connected_at: int}|null
 */
function connection(): ?array {
	$stored = get_option( CONNECTION_OPTION );
	if ( ! is_array( $stored ) ) {
		return null;
	}
	$secret = '' === constant_secret() ? (string) $stored['secret'] : constant_secret();
	return array(
		'url'             => (string) $stored['url'],
		'store_id'        => (string) $stored['store_id'],
		'secret'          => $secret,
		'previous_secret' => (string) $stored['previous_secret'],
		'previous_until'  => (int) $stored['previous_until'],
		'shop_url'        => (string) $stored['shop_url'],
		'connected_at'    => (int) $stored['connected_at'],
	);
}

/**
 * The secret of wp-config.php, or nothing. A constant from an environment that lacks it is empty, and an
 * empty secret is everybody's.
 */
function constant_secret(): string {
	return defined( 'TILLBRIDGE_SECRET' ) ? (string) constant( 'TILLBRIDGE_SECRET' ) : '';
}

/**
 * Whether the shop is connected as it was, by the database and not by what this process remembers of
 * it. A new secret of the same store is no other connection.
 *
 * @param array{store_id: string}|null $before From connection().
 * @param string                       $epoch  From epoch().
 */
function is_still( ?array $before, string $epoch ): bool {
	wp_cache_delete( CONNECTION_OPTION, 'options' );
	wp_cache_delete( EPOCH_OPTION, 'options' );
	$now = connection();
	return null !== $now && null !== $before && $now['store_id'] === $before['store_id'] && epoch() === $epoch;
}

/**
 * The kinds of subjects that are noted: none before a code was pasted, then what the Worker wants.
 * Costs no query.
 *
 * @return list<string>
 */
function wanted_kinds(): array {
	$wants = get_option( WANTS_OPTION );
	return is_array( $wants ) ? array_values( array_filter( $wants, 'is_string' ) ) : array();
}

/**
 * Remembers which kinds the Worker's settings let in.
 *
 * @param list<string> $kinds As an answer says.
 */
function remember_wanted_kinds( array $kinds ): void {
	if ( wanted_kinds() !== $kinds && ! update_option( WANTS_OPTION, $kinds, true ) ) {
		// The database has it already and an object cache believes otherwise; WordPress leaves that so.
		wp_cache_delete( 'alloptions', 'options' );
		wp_cache_delete( WANTS_OPTION, 'options' );
	}
}

/**
 * Connects the shop by the code that `store add` printed. Nothing is queued by it.
 *
 * @param string $code Base64url of `{"url", "storeID", "secret"}`.
 * @return true|\WP_Error
 */
function connect( string $code ) {
	$read = read_code( $code );
	if ( is_wp_error( $read ) ) {
		return $read;
	}
	$before        = connection();
	$is_same_store = null !== $before && $before['store_id'] === $read['store_id'];
	$is_new_secret = $is_same_store && $before['secret'] !== $read['secret'];
	update_option(
		CONNECTION_OPTION,
		array_merge(
			$read,
			array(
				'previous_secret' => $is_new_secret ? $before['secret'] : '',
				'previous_until'  => $is_new_secret ? time() + ROTATION_SECONDS : 0,
				'shop_url'        => shop_url(),
				'connected_at'    => $is_same_store ? $before['connected_at'] : time(),
			)
		),
		false
	);
	if ( ! $is_same_store ) {
		$store_before = $before['store_id'] ?? get_option( STORE_BEFORE_OPTION );
		if ( is_string( $store_before ) && $store_before !== $read['store_id'] ) {
			Outbox\forget_pushes();
		}
		Ledger\forget_all();
		begin_epoch();
		update_option( WANTS_OPTION, WANTS_AT_FIRST, true );
	}
	/** Everything that was remembered of the Worker's answers is to be forgotten. */
	do_action( 'tillbridge_connected', $is_same_store );
	return true;
}

/**
 * Forgets the connection. What waits in the outbox stays there.
 */
function disconnect(): void {
	$connection = connection();
	if ( null !== $connection ) {
		update_option( STORE_BEFORE_OPTION, $connection['store_id'], false );
	}
	delete_option( CONNECTION_OPTION );
	delete_option( WANTS_OPTION );
	do_action( 'tillbridge_disconnected' );
}

/**
 * The address of the shop, as its settings or wp-config say it: plugins that translate addresses by
 * language filter `home_url()`.
 */
function shop_url(): string {
	return untrailingslashit( (string) get_option( 'home' ) );
}

/**
 * Whether the shop still stands where it was connected. A copy of a shop does not, and must send
 * nothing: it would write into the books of the original.
 */
function is_where_it_was_connected(): bool {
	$connection = connection();
	return null !== $connection && is_same_address( $connection['shop_url'], shop_url() );
}

/**
 * A person says that the shop moved here. The Worker has its own say at the next request.
 */
function accept_address(): void {
	$stored = get_option( CONNECTION_OPTION );
	if ( is_array( $stored ) ) {
		update_option( CONNECTION_OPTION, array_merge( $stored, array( 'shop_url' => shop_url() ) ), false );
	}
}

/**
 * The word under which generations are told.
 */
function epoch(): string {
	$epoch = get_option( EPOCH_OPTION );
	return is_string( $epoch ) && '' !== $epoch ? $epoch : begin_epoch();
}

/**
 * Begins anew: the Worker compares no generation with one from before.
 */
function begin_epoch(): string {
	$epoch = bin2hex( random_bytes( 16 ) );
	update_option( EPOCH_OPTION, $epoch, false );
	return $epoch;
}

/**
 * Two spellings of one address: case of the host, http beside https, www is another.
 *
 * @param string $left  An address.
 * @param string $right Another.
 */
function is_same_address( string $left, string $right ): bool {
	return normal_address( $left ) === normal_address( $right );
}

/**
 * Host, port and path of an address.
 *
 * @param string $address Such as `https://Shop.example/`.
 */
function normal_address( string $address ): string {
	$parts = wp_parse_url( $address );
	if ( ! is_array( $parts ) || ! isset( $parts['host'] ) ) {
		return $address;
	}
	$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
	return strtolower( $parts['host'] ) . $port . untrailingslashit( $parts['path'] ?? '' );
}

/**
 * What a connection code says.
 *
 * @param string $code As it was pasted.
 * @return array{url: string, store_id: string, secret: string}|\WP_Error
 */
function read_code( string $code ) {
	$code = (string) preg_replace( '/\s+/', '', $code );
	// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- the code is base64url.
	$json = strlen( $code ) > CODE_LENGTH_MAX ? false : base64_decode( strtr( $code, '-_', '+/' ), true );
	$said = false === $json ? null : json_decode( $json, true );
	if ( ! is_array( $said ) || ! is_texts( $said, array( 'url', 'storeID', 'secret' ) ) ) {
		return new \WP_Error(
			'tillbridge_code',
			__( 'This is not a whole connection code. Copy it again from where Tillbridge showed it, from the first letter to the last.', 'tillbridge' )
		);
	}
	if ( ! is_safe_origin( $said['url'] ) ) {
		return new \WP_Error(
			'tillbridge_code_url',
			__( 'The address in this connection code does not begin with https://. Ask for a new code from a Tillbridge that is reached safely.', 'tillbridge' )
		);
	}
	if ( ! is_port_called( $said['url'] ) ) {
		return new \WP_Error(
			'tillbridge_code_port',
			__( 'The address in this connection code has a port that WordPress does not call. Ask for a code from a Tillbridge on the usual port for https, or on 8080.', 'tillbridge' )
		);
	}
	return array(
		'url'      => untrailingslashit( $said['url'] ),
		'store_id' => $said['storeID'],
		'secret'   => $said['secret'],
	);
}

/**
 * Whether all of these entries are texts with something in them.
 *
 * @param array<mixed> $said  What was read.
 * @param list<string> $names Of the entries.
 */
function is_texts( array $said, array $names ): bool {
	foreach ( $names as $name ) {
		if ( ! isset( $said[ $name ] ) || ! is_string( $said[ $name ] ) || '' === $said[ $name ] ) {
			return false;
		}
	}
	return true;
}

/**
 * Https, or a Worker on this very machine, where the practice company is tried.
 *
 * @param string $url Such as `https://bridge.example`.
 */
function is_safe_origin( string $url ): bool {
	$parts = wp_parse_url( $url );
	if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) ) {
		return false;
	}
	return 'https' === $parts['scheme'] || ( 'http' === $parts['scheme'] && is_loopback( $parts['host'] ) );
}

/**
 * Whether WordPress calls the port of an address: of others than its own machine only these.
 *
 * @param string $url Such as `https://bridge.example`.
 */
function is_port_called( string $url ): bool {
	$parts = wp_parse_url( $url );
	$port  = is_array( $parts ) ? ( $parts['port'] ?? null ) : null;
	$ports = apply_filters( 'http_allowed_safe_ports', array( 80, 443, 8080 ), $parts['host'] ?? '', $url ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
	return null === $port || is_loopback( $parts['host'] ?? '' ) || in_array( $port, $ports, true );
}

/**
 * Whether a host is this machine.
 *
 * @param string $host Such as `127.0.0.1`.
 */
function is_loopback( string $host ): bool {
	return in_array( $host, array( '127.0.0.1', 'localhost', '[::1]' ), true );
}
