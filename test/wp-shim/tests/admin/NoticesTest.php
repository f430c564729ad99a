<?php
/**
 * Notices and Site Health.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Admin;

use Tillbridge\Delivery_State;
use Tillbridge\Health;
use Tillbridge\Notices;
use Tillbridge\Outbox;
use Tillbridge\Tests\Person;
use Tillbridge\Tests\PluginCase;
use function Tillbridge\Installation\outbox_table;

require_once dirname( __DIR__, 2 ) . '/cases/Person.php';

/**
 * What an owner hears without looking.
 */
final class NoticesTest extends PluginCase {

	use Person;

	protected function setUp(): void {
		parent::setUp();
		delete_option( Notices\NOTICES_OPTION );
		self::go_to( 'dashboard' );
	}

	public function test_a_shop_that_is_not_connected_hears_once_where_the_code_goes(): void {
		$this->sign_in( 'administrator' );
		self::assertStringContainsString( 'paste the connection code', self::printed( 'Tillbridge\Notices\print_notices' ) );
		$this->press( 'welcomed' );
		self::assertSame( '', self::printed( 'Tillbridge\Notices\print_notices' ) );
	}

	public function test_a_connected_shop_that_delivers_hears_nothing(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		Outbox\mark( array( 'order:1' ) );
		self::assertSame( '', self::printed( 'Tillbridge\Notices\print_notices' ) );
		self::assertSame( 'good', Health\result()['status'] );
	}

	public function test_what_has_waited_for_more_than_an_hour_is_said(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		$this->wait_for( 3700 );
		self::assertStringContainsString( 'waits to be sent', self::printed( 'Tillbridge\Notices\print_notices' ) );
		self::assertSame( 'critical', Health\result()['status'] );
	}

	/**
	 * @dataProvider lasting_troubles
	 */
	public function test_what_only_a_person_can_mend_is_said_at_once( string $code ): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		Delivery_State\fail( array( 'code' => $code, 'summary' => 'It <b>stands</b>.', 'remedy' => 'Mend it.' ) );
		$notice = self::printed( 'Tillbridge\Notices\print_notices' );
		self::assertStringContainsString( 'notice-error', $notice );
		self::assertStringNotContainsString( '<b>', $notice );
		self::assertSame( 'critical', Health\result()['status'] );
	}

	public function lasting_troubles(): array {
		return array( array( 'signature' ), array( 'clock' ), array( 'shop-moved' ), array( 'unknown-store' ), array( 'wrong-form' ) );
	}

	public function test_a_passing_trouble_is_not_cried_out(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		Delivery_State\fail( array( 'code' => 'no-answer', 'summary' => 'Nobody answers.', 'remedy' => '' ) );
		self::assertSame( '', self::printed( 'Tillbridge\Notices\print_notices' ) );
		self::assertSame( 'recommended', Health\result()['status'] );
	}

	public function test_the_workers_own_notice_is_passed_on(): void {
		$this->connect();
		$this->sign_in( 'administrator' );
		Delivery_State\change( array( 'notice' => array( 'code' => 'paused', 'summary' => 'The store is paused.', 'remedy' => 'Resume it.' ) ) );
		self::assertStringContainsString( 'The store is paused.', self::printed( 'Tillbridge\Notices\print_notices' ) );
	}

	public function test_who_may_not_run_the_shop_hears_nothing(): void {
		$this->connect();
		$this->sign_in( 'editor' );
		$this->wait_for( 3700 );
		self::assertSame( '', self::printed( 'Tillbridge\Notices\print_notices' ) );
	}

	public function test_a_page_of_the_admin_costs_one_query(): void {
		global $wpdb;
		$this->connect();
		$this->sign_in( 'administrator' );
		self::printed( 'Tillbridge\Notices\print_notices' );
		wp_cache_delete( Notices\NOTICES_OPTION, 'options' );
		$before = $wpdb->num_queries;
		self::printed( 'Tillbridge\Notices\print_notices' );
		self::assertSame( 1, $wpdb->num_queries - $before );
	}

	public function test_who_helps_is_told_facts_and_no_secret(): void {
		$this->connect( array( 'secret' => 'an-unmistakable-secret' ) );
		$facts = (string) wp_json_encode( Health\with_facts( array() ) );
		self::assertStringContainsString( 'k3f9x2', $facts );
		self::assertStringNotContainsString( 'an-unmistakable-secret', $facts );
	}

	/**
	 * Lets something wait.
	 *
	 * @param int $seconds For how long.
	 */
	private function wait_for( int $seconds ): void {
		global $wpdb;
		Outbox\mark( array( 'order:1' ) );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET marked_at = %d', outbox_table(), time() - $seconds ) );
	}
}
