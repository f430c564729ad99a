<?php
/**
 * The live check: whether Tillbridge is reached, takes what the shop says, and how far along it is.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Check;

use Tillbridge\Acts;
use Tillbridge\Connection;
use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Notices;
use Tillbridge\Outbox;
use Tillbridge\Trouble;
use const Tillbridge\Signature\WINDOW_SECONDS;

defined( 'ABSPATH' ) || exit;

/** A person waits before the screen. */
const RUN_SECONDS = 5;

/** What has waited longer is said aloud. */
const BACKLOG_SECONDS_MAX = HOUR_IN_SECONDS;

/** A clock that is off by more is on its way out of the signature's window. */
const CLOCK_SECONDS_GOOD = 60;

/** Troubles that say that Tillbridge itself did not answer. */
const NOT_REACHED = array( 'no-answer', 'in-between', 'not-understood' );

/** Troubles that come before the signature is looked at, or because of it. */
const NOT_ACCEPTED = array( 'signature', 'clock' );

/**
 * Registers the two buttons, and the first one for the script.
 */
function bootstrap(): void {
	Acts\register( 'check', __NAMESPACE__ . '\run' );
	Acts\register( 'test', __NAMESPACE__ . '\send_test' );
	add_action( 'wp_ajax_tillbridge_check', __NAMESPACE__ . '\answer_script' );
}

/**
 * Sends what waits, or asks where nothing does.
 *
 * @return array{is_good: bool, text: string}
 */
function run(): array {
	$report = Delivery\drain(
		array(
			'is_asked_for' => true,
			'seconds'      => RUN_SECONDS,
		)
	);
	Notices\forget();
	switch ( $report['kind'] ) {
		case 'not-connected':
			return said( false, __( 'The shop is not connected. Paste the connection code.', 'tillbridge' ) );
		case 'busy':
			return said( true, __( 'A delivery is running at this moment. Check again in a minute.', 'tillbridge' ) );
		case 'stopped':
			return said( false, $report['trouble']['summary'] . ' ' . $report['trouble']['remedy'] );
		case 'done':
			return said(
				true,
				/* translators: %d: how many records */
				sprintf( _n( 'Tillbridge answered. %d record was sent.', 'Tillbridge answered. %d records were sent.', $report['sent'], 'tillbridge' ), $report['sent'] )
			);
	}
}

/**
 * Sends a signed request with nothing in it: it changes nothing anywhere, and says whether the way is
 * free.
 *
 * @return array{is_good: bool, text: string}
 */
function send_test(): array {
	if ( null === Connection\connection() ) {
		return said( false, __( 'The shop is not connected. Paste the connection code.', 'tillbridge' ) );
	}
	if ( ! Connection\is_where_it_was_connected() ) {
		$trouble = Trouble\moved_here();
		return said( false, $trouble['summary'] . ' ' . $trouble['remedy'] );
	}
	$lock = Delivery_State\take_lock();
	if ( null === $lock ) {
		return said( true, __( 'A delivery is running at this moment. Check again in a minute.', 'tillbridge' ) );
	}
	$began_at = microtime( true );
	try {
		$step = Delivery\send_batch( array() );
	} finally {
		Delivery_State\release_lock( $lock );
	}
	Notices\forget();
	if ( 'failed' === $step['kind'] ) {
		return said( false, $step['trouble']['summary'] . ' ' . $step['trouble']['remedy'] );
	}
	return said(
		true,
		sprintf(
			/* translators: %s: a number of seconds, such as 0.4 */
			__( 'The test arrived and was accepted within %s seconds. It wrote nothing into QuickBooks.', 'tillbridge' ),
			number_format_i18n( max( 0.1, microtime( true ) - $began_at ), 1 )
		)
	);
}

/**
 * What came of an act.
 *
 * @param bool   $is_good Whether it went well.
 * @param string $text    Sentences.
 * @return array{is_good: bool, text: string}
 */
function said( bool $is_good, string $text ): array {
	return array(
		'is_good' => $is_good,
		'text'    => $text,
	);
}

/**
 * The check for the script: the same, without a new page.
 */
function answer_script(): void {
	if ( ! current_user_can( Acts\CAPABILITY ) || false === check_ajax_referer( Acts\NONCE, Acts\NONCE_FIELD, false ) ) {
		wp_send_json_error( array( 'text' => __( 'Open this page anew and check again.', 'tillbridge' ) ), 403 );
	}
	$said = run();
	ob_start();
	print_lights();
	wp_send_json_success( array_merge( $said, array( 'lights' => (string) ob_get_clean() ) ) );
}

/**
 * Prints the lights and the buttons.
 */
function print_panel(): void {
	printf( '<h3>%s</h3><div id="tillbridge-lights">', esc_html__( 'State of the connection', 'tillbridge' ) );
	print_lights();
	echo '</div><p class="submit">';
	Acts\print_button(
		'check',
		__( 'Check now', 'tillbridge' ),
		array(
			'id'           => 'tillbridge-check',
			'is_primary'   => true,
			'described_by' => 'tillbridge-check-help',
		)
	);
	Acts\print_button( 'test', __( 'Send a test', 'tillbridge' ), array( 'described_by' => 'tillbridge-check-help' ) );
	printf(
		'<span class="description" id="tillbridge-check-help">%s</span></p><p id="tillbridge-check-said" role="status"></p>',
		esc_html__( 'A check also sends what waits. A test sends nothing but the question.', 'tillbridge' )
	);
}

/**
 * Prints one line for each light.
 */
function print_lights(): void {
	$words = array(
		'good'    => array( 'yes-alt', __( 'Good', 'tillbridge' ) ),
		'bad'     => array( 'warning', __( 'Needs attention', 'tillbridge' ) ),
		'unknown' => array( 'minus', __( 'Not known yet', 'tillbridge' ) ),
	);
	echo '<ul class="tillbridge-lights">';
	foreach ( lights() as $light ) {
		printf(
			'<li class="tillbridge-light tillbridge-light--%1$s"><span class="dashicons dashicons-%2$s" aria-hidden="true"></span> <strong>%3$s</strong> <span class="tillbridge-light__word">%4$s</span> <span class="tillbridge-light__text">%5$s</span></li>',
			esc_attr( $light['state'] ),
			esc_attr( $words[ $light['state'] ][0] ),
			esc_html( $light['name'] ),
			esc_html( $words[ $light['state'] ][1] ),
			esc_html( $light['text'] )
		);
	}
	echo '</ul>';
}

/**
 * The lights by what delivery remembers; nothing is asked over the network.
 *
 * @return list<Light>
 */
function lights(): array {
	$state   = Delivery_State\state();
	$code    = Connection\is_where_it_was_connected() ? ( $state['trouble']['code'] ?? null ) : 'shop-moved';
	$trouble = $state['trouble'];
	$because = null === $trouble ? '' : $trouble['summary'];
	$is_new  = null === $code && null === $state['contacted_at'];
	$lights  = array();

	$is_reached = ! in_array( $code, NOT_REACHED, true );
	$lights[]   = light( __( 'Tillbridge is reached', 'tillbridge' ), $is_new || 'shop-moved' === $code ? null : $is_reached, $is_reached ? '' : $because );
	$is_known   = $is_reached && ! $is_new && 'shop-moved' !== $code;
	$is_taken   = ! in_array( $code, NOT_ACCEPTED, true );
	$lights[]   = light( __( 'The signature is accepted', 'tillbridge' ), $is_known ? $is_taken : null, $is_taken ? '' : $because );
	$lights[]   = clock_light( $state['clock_seconds'], $is_known && $is_taken );
	$lights[]   = backlog_light( Outbox\backlog() );
	$lights[]   = contact_light( $state['contacted_at'] );
	return $lights;
}

/**
 * How far the clocks are apart.
 *
 * @param int|null $seconds     How far the shop's is ahead, where the answer said its time.
 * @param bool     $is_accepted Whether the signature is, which says that they are not too far apart.
 * @return Light
 */
function clock_light( ?int $seconds, bool $is_accepted ): array {
	$name = __( 'The clocks agree', 'tillbridge' );
	if ( null === $seconds ) {
		/* translators: %d: a number of seconds */
		$text = sprintf( __( 'They are at most %d seconds apart, since the signature is accepted.', 'tillbridge' ), WINDOW_SECONDS );
		return light( $name, $is_accepted ? true : null, $is_accepted ? $text : '' );
	}
	/* translators: %d: a number of seconds */
	$text = sprintf( _n( 'They are %d second apart.', 'They are %d seconds apart.', abs( $seconds ), 'tillbridge' ), abs( $seconds ) );
	if ( abs( $seconds ) <= CLOCK_SECONDS_GOOD ) {
		return light( $name, true, $text );
	}
	/* translators: %d: a number of seconds */
	$limit = sprintf( __( 'Beyond %d seconds nothing is accepted. Ask your host to set the server’s clock by the network (NTP).', 'tillbridge' ), WINDOW_SECONDS );
	return light( $name, false, $text . ' ' . $limit );
}

/**
 * What waits.
 *
 * @param array{waiting: int, due: int, oldest_marked_at: int|null, refused: int} $backlog From Outbox\backlog.
 * @return Light
 */
function backlog_light( array $backlog ): array {
	$name = __( 'Nothing waits for long', 'tillbridge' );
	if ( null === $backlog['oldest_marked_at'] ) {
		return light( $name, true, __( 'Everything was sent.', 'tillbridge' ) );
	}
	$text = sprintf(
		/* translators: 1: how many records, 2: a date and time with how long ago that is */
		_n( '%1$d record waits, since %2$s.', '%1$d records wait, the oldest since %2$s.', $backlog['waiting'], 'tillbridge' ),
		$backlog['waiting'],
		Acts\moment( $backlog['oldest_marked_at'] )
	);
	return light( $name, time() - $backlog['oldest_marked_at'] <= BACKLOG_SECONDS_MAX, $text );
}

/**
 * When Tillbridge last answered as it should.
 *
 * @param int|null $contacted_at Unix seconds.
 * @return Light
 */
function contact_light( ?int $contacted_at ): array {
	$name = __( 'Last contact', 'tillbridge' );
	if ( null === $contacted_at ) {
		return light( $name, null, __( 'There was none yet.', 'tillbridge' ) );
	}
	$is_recent = time() - $contacted_at <= BACKLOG_SECONDS_MAX;
	$silence   = __( 'The shop calls every five minutes, if its scheduled actions run: see WooCommerce › Status › Scheduled Actions.', 'tillbridge' );
	return light( $name, $is_recent, Acts\moment( $contacted_at ) . ( $is_recent ? '' : '. ' . $silence ) );
}

/**
 * One light.
 *
 * @param string    $name    What is good where it is green.
 * @param bool|null $is_good Null where it is not known.
 * @param string    $text    A sentence.
 * @return Light
 */
function light( string $name, ?bool $is_good, string $text ): array {
	$state = $is_good ? 'good' : 'bad';
	return array(
		'name'  => $name,
		'state' => null === $is_good ? 'unknown' : $state,
		'text'  => $text,
	);
}
