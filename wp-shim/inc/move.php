<?php
/**
 * A site that stands at another address than the one that was connected: is it the shop or a copy?
 * Nothing is sent until a person has said so, since a copy would write into the books of the original.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Move;

use Tillbridge\Acts;
use Tillbridge\Check;
use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Notices;
use Tillbridge\Trouble;
use Tillbridge\Worker;

defined( 'ABSPATH' ) || exit;

/**
 * Registers the two answers.
 */
function bootstrap(): void {
	Acts\register( 'moved', __NAMESPACE__ . '\say_moved' );
	Acts\register( 'copy', __NAMESPACE__ . '\say_copy' );
}

/**
 * Whether the question stands: by the site's own address, or because the Worker asks.
 */
function is_asked(): bool {
	if ( null === Connection\connection() ) {
		return false;
	}
	return ! Connection\is_where_it_was_connected() || 'shop-moved' === ( Delivery_State\state()['trouble']['code'] ?? null );
}

/**
 * Prints the question, where it stands.
 */
function print_question(): void {
	$connection = Connection\connection();
	if ( null === $connection || ! is_asked() ) {
		return;
	}
	printf(
		'<div class="tillbridge-box tillbridge-box--bad" role="group" aria-labelledby="tillbridge-move"><h3 id="tillbridge-move">%s</h3>',
		esc_html__( 'Is this the shop or a copy?', 'tillbridge' )
	);
	$trouble = Delivery_State\state()['trouble'];
	if ( Connection\is_where_it_was_connected() && null !== $trouble ) {
		printf( '<p>%s</p>', esc_html( $trouble['summary'] ) );
	} else {
		print_addresses( $connection['shop_url'] );
	}
	echo '<p class="submit">';
	Acts\print_button( 'moved', __( 'This is the shop: it moved here', 'tillbridge' ), array( 'is_primary' => true ) );
	Acts\print_button( 'copy', __( 'This is a copy', 'tillbridge' ) );
	printf(
		'</p><p class="description">%s</p></div>',
		esc_html__( 'A copy is disconnected, and the shop goes on as before. If the shop moved, the site at the old address can send nothing more.', 'tillbridge' )
	);
}

/**
 * Prints where the shop was and where this site is.
 *
 * @param string $was Where it was connected.
 */
function print_addresses( string $was ): void {
	printf(
		'<p>%s</p>',
		sprintf(
			/* translators: 1: the address that was connected, 2: the address of this site */
			esc_html__( 'The shop was connected at %1$s. This site stands at %2$s. Nothing is sent until you say which it is: a copy must not write into the shop’s books.', 'tillbridge' ),
			'<strong>' . esc_html( $was ) . '</strong>',
			'<strong>' . esc_html( Connection\shop_url() ) . '</strong>'
		)
	);
}

/**
 * The shop moved here: the Worker is asked to take the new address, and what waits goes.
 *
 * @return array{is_good: bool, text: string}
 */
function say_moved(): array {
	$connection = Connection\connection();
	if ( null === $connection ) {
		return Check\run();
	}
	$answer = ask_to_move( $connection['shop_url'] );
	$known  = $answer['body']['expected'] ?? null;
	if ( Connection\is_where_it_was_connected() && is_string( $known ) ) {
		// Connected here by the code of a store that is known elsewhere: only the Worker knows where.
		$answer = ask_to_move( $known );
	}
	$moved_to = 'answer' === $answer['kind'] && 200 === $answer['status'] ? ( $answer['body']['shopURL'] ?? null ) : null;
	if ( is_string( $moved_to ) && Connection\is_same_address( $moved_to, Connection\shop_url() ) ) {
		Connection\accept_address();
		return Check\run();
	}
	$trouble = Trouble\refusal_in( $answer );
	Notices\forget();
	return array(
		'is_good' => false,
		'text'    => $trouble['summary'] . ' ' . $trouble['remedy'],
	);
}

/**
 * Asks the Worker to know the store at this address from now on.
 *
 * @param string $from Where it is known: whoever holds an older address moves nothing.
 * @return array<string, mixed> From Worker\send.
 */
function ask_to_move( string $from ): array {
	$request = array(
		'user' => Acts\actor(),
		'from' => $from,
		'to'   => Connection\shop_url(),
	);
	return Worker\send( 'move', (string) wp_json_encode( $request, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) );
}

/**
 * This is a copy: it forgets the connection.
 *
 * @return array{is_good: bool, text: string}
 */
function say_copy(): array {
	Connection\disconnect();
	return array(
		'is_good' => true,
		'text'    => __( 'This copy is disconnected and sends nothing. The shop itself goes on as before.', 'tillbridge' ),
	);
}
