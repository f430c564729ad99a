<?php
/**
 * The settings.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Admin;

use Tillbridge\Check;
use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use Tillbridge\Outbox;
use Tillbridge\Settings;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\Person;
use Tillbridge\Tests\PluginCase;
use Tillbridge\Tests\RequestEnded;
use const Tillbridge\Acts\NONCE;
use const Tillbridge\Acts\NONCE_FIELD;

require_once dirname( __DIR__, 2 ) . '/cases/Person.php';

/**
 * Connecting, looking, sending again.
 */
final class SettingsTest extends PluginCase {

	use Person;

	const ACTS = array( 'connect', 'disconnect', 'check', 'test', 'send', 'send_all', 'moved', 'copy', 'welcomed' );

	public function test_whoever_may_not_run_the_shop_is_refused_everything(): void {
		$this->connect();
		$this->sign_in( 'editor' );
		foreach ( self::ACTS as $act ) {
			self::assertSame( 'refused 403', $this->press( $act, array( 'subject' => 'order:1' ) ), $act );
		}
		self::assertNotNull( Connection\connection() );
		self::assertSame( array(), self::outbox() );
		self::assertSame( array(), Network::$calls );
	}

	public function test_whom_another_site_sends_is_refused_everything(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		foreach ( self::ACTS as $act ) {
			self::assertSame( 'refused 403', $this->press( $act, array( NONCE_FIELD => 'guessed', 'subject' => 'order:1' ) ), $act );
		}
		self::assertNotNull( Connection\connection() );
		self::assertSame( array(), self::outbox() );
		self::assertSame( array(), Network::$calls );
	}

	public function test_a_pasted_code_connects_the_shop_and_is_tried_at_once(): void {
		$this->sign_in( 'administrator' );
		Network::will( Network::verdict( 'queued' ) );
		self::assertStringContainsString( 'tillbridge_said=1', $this->press( 'connect', array( 'tillbridge_code' => self::code() ) ) );
		self::assertTrue( self::said()['is_good'] );
		self::assertSame( 'k3f9x2', Connection\connection()['store_id'] ?? null );
		self::assertCount( 1, Network::$calls );
	}

	public function test_half_a_code_connects_nothing_and_is_told_beside_the_field(): void {
		$this->sign_in( 'administrator' );
		self::assertStringEndsWith( '#tillbridge_code', $this->press( 'connect', array( 'tillbridge_code' => substr( self::code(), 0, 40 ) ) ) );
		self::assertSame( 'tillbridge_code', self::said()['field'] );
		self::assertFalse( self::said()['is_good'] );
		self::assertNull( Connection\connection() );
	}

	public function test_the_secret_is_never_printed(): void {
		$this->connect( array( 'secret' => 'an-unmistakable-secret' ) );
		$this->sign_in( 'administrator' );
		$page = self::printed( 'Tillbridge\Settings\print_page' );
		self::assertStringContainsString( 'k3f9x2', $page );
		self::assertStringNotContainsString( 'an-unmistakable-secret', $page );
		self::assertStringNotContainsString( self::code( array( 'secret' => 'an-unmistakable-secret' ) ), $page );
	}

	public function test_what_others_wrote_is_shown_and_never_run(): void {
		$this->connect( array( 'storeID' => '<script>alert(1)</script>' ) );
		Outbox\mark( array( 'customer:7' ) );
		$script = '<script>alert(2)</script>';
		$problem = array( 'code' => 'x', 'summary' => $script, 'remedy' => $script );
		Outbox\set_aside( 'customer:7', (string) self::outbox()['customer:7']['generation'], $problem );
		Delivery_State\fail( $problem );
		$this->sign_in( 'administrator' );
		$page = self::printed( 'Tillbridge\Settings\print_page' );
		self::assertStringContainsString( '&lt;script&gt;alert(1)', $page );
		self::assertStringContainsString( '&lt;script&gt;alert(2)', $page );
		self::assertStringNotContainsString( '<script', $page );
	}

	public function test_disconnecting_forgets_the_connection_and_keeps_what_waits(): void {
		$this->connect();
		Outbox\mark( array( 'order:1' ) );
		$this->sign_in( 'administrator' );
		$this->press( 'disconnect' );
		self::assertNull( Connection\connection() );
		self::assertArrayHasKey( 'order:1', self::outbox() );
	}

	public function test_what_was_set_aside_goes_again_when_a_person_sends_it(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		foreach ( array( 'customer:1', 'customer:2' ) as $subject ) {
			Outbox\mark( array( $subject ) );
			Outbox\set_aside( $subject, (string) self::outbox()[ $subject ]['generation'], array( 'code' => 'x', 'summary' => 'x', 'remedy' => 'x' ) );
		}
		$this->press( 'send', array( 'subject' => 'customer:1' ) );
		self::assertSame( array( 'waiting', 'refused' ), array_column( self::outbox(), 'state' ) );
		$this->press( 'send_all' );
		self::assertSame( array( 'waiting', 'waiting' ), array_column( self::outbox(), 'state' ) );
		self::assertSame( array( '1', '1' ), array_map( 'strval', array_column( self::outbox(), 'is_pushed' ) ) );
	}

	public function test_only_a_record_of_the_shop_can_be_sent(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		$this->press( 'send', array( 'subject' => 'coupon:1; DROP' ) );
		self::assertFalse( self::said()['is_good'] );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_test_asks_and_sends_nothing(): void {
		$this->connect();
		Outbox\mark( array( 'customer:1' ) );
		self::settle();
		$this->sign_in( 'administrator' );
		Network::will( Network::verdict( 'queued' ) );
		$this->press( 'test' );
		self::assertTrue( self::said()['is_good'] );
		self::assertSame( array(), Network::$calls[0]['json']['changes'] );
		self::assertArrayHasKey( 'customer:1', self::outbox() );
	}

	public function test_the_scripts_check_answers_who_may_run_the_shop_and_nobody_else(): void {
		$this->connect();
		Network::will( Network::verdict( 'queued' ) );
		$this->sign_in( 'editor' );
		self::assertFalse( $this->asked_by_script( wp_create_nonce( NONCE ) )['success'] );
		$this->sign_in( 'administrator' );
		self::assertFalse( $this->asked_by_script( 'guessed' )['success'] );
		self::assertSame( array(), Network::$calls );
		$answer = $this->asked_by_script( wp_create_nonce( NONCE ) );
		self::assertTrue( $answer['success'] );
		self::assertStringContainsString( 'tillbridge-light--good', $answer['data']['lights'] );
		self::assertCount( 1, Network::$calls );
	}

	/**
	 * What the script hears.
	 *
	 * @param string $nonce It comes with.
	 * @return array<string, mixed>
	 */
	private function asked_by_script( string $nonce ): array {
		add_filter( 'wp_doing_ajax', '__return_true' );
		add_filter(
			'wp_die_ajax_handler',
			static fn (): callable => static function (): void {
				throw new RequestEnded( 'answered' );
			}
		);
		$_REQUEST[ NONCE_FIELD ] = $nonce;
		$answer                  = self::printed( fn () => $this->ending( 'Tillbridge\Check\answer_script' ) );
		return (array) json_decode( $answer, true );
	}

	public function test_each_light_says_what_it_knows(): void {
		$this->connect();
		self::assertSame( array( 'unknown', 'unknown', 'unknown', 'good', 'unknown' ), array_column( Check\lights(), 'state' ) );
		Network::will( Network::verdict( 'queued', array() ) );
		Check\run();
		self::assertSame( array( 'good', 'good', 'good', 'good', 'good' ), array_column( Check\lights(), 'state' ) );
		Network::will( Network::problem( 401, 'signature' ) );
		Check\run();
		self::assertSame( array( 'good', 'bad', 'unknown', 'good', 'good' ), array_column( Check\lights(), 'state' ) );
		Network::will( new \WP_Error( 'http_request_failed', 'no route' ) );
		Check\run();
		self::assertSame( array( 'bad', 'unknown', 'unknown', 'good', 'good' ), array_column( Check\lights(), 'state' ) );
	}

	public function test_a_clock_that_is_far_off_is_a_red_light(): void {
		$this->connect();
		$date = gmdate( 'D, d M Y H:i:s', time() - 200 ) . ' GMT';
		Network::will(
			static function ( array $call ) use ( $date ): array {
				return array_merge( Network::verdict( 'queued' )( $call ), array( 'headers' => array( 'date' => $date ) ) );
			}
		);
		Check\run();
		self::assertSame( 'bad', Check\lights()[2]['state'] );
		self::assertStringContainsString( '200', Check\lights()[2]['text'] );
	}

	public function test_what_came_of_a_button_is_said_once_on_the_next_page_and_in_the_settings_in_their_own_place(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		$this->press( 'send', array( 'subject' => 'coupon:1' ) );
		$_GET = array( 'page' => 'wc-settings', 'tab' => 'integration', 'section' => 'tillbridge', 'tillbridge_said' => '1' );
		self::assertSame( '', self::printed( 'Tillbridge\Acts\print_said' ) );
		self::assertStringContainsString( 'not known', self::printed( 'Tillbridge\Settings\print_page' ) );
		$_GET = array();
		self::assertFalse( get_transient( 'tillbridge_said_' . get_current_user_id() ) );
	}

	public function test_the_list_of_plugins_leads_to_the_settings(): void {
		$this->sign_in( 'administrator' );
		self::assertStringContainsString( 'tab=integration', Settings\with_settings_link( array() )['tillbridge-settings'] );
	}
}
