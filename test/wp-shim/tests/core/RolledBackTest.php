<?php
/**
 * A transaction of the shop's that is rolled back.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Changes;
use Tillbridge\Tests\PluginCase;

/**
 * What the database forgot, the process must not believe to be there.
 */
final class RolledBackTest extends PluginCase {

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	public function test_a_change_after_a_rollback_is_noted_again(): void {
		self::rolled_back( 'order:900000011' );
		Changes\touch( 'order', 900000011 );
		self::assertArrayHasKey( 'order:900000011', self::outbox() );
	}

	public function test_what_a_rollback_took_away_is_noted_when_the_request_ends(): void {
		self::rolled_back( 'order:900000012' );
		Changes\mark_again();
		self::assertArrayHasKey( 'order:900000012', self::outbox() );
	}

	/**
	 * A record touched in a transaction that is rolled back. The test's own transaction must not be, so
	 * the row goes by itself, and the word is only said to whoever listens.
	 *
	 * @param string $subject Such as `order:1042`.
	 */
	private static function rolled_back( string $subject ): void {
		global $wpdb;
		Changes\touch( 'order', (int) substr( $subject, 6 ) );
		self::assertArrayHasKey( $subject, self::outbox() );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}tillbridge_outbox" );
		self::assertSame( 'ROLLBACK', apply_filters( 'query', 'ROLLBACK' ) );
	}
}
