<?php
/**
 * One bad record stops only itself.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Outbox;
use Tillbridge\Outcomes;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\PluginCase;

/**
 * Whatever fails with one record, the others go on and come back.
 */
final class OneBadRecordTest extends PluginCase {

	const ONE = 'customer:900000001';

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	public function test_an_outcome_that_another_plugin_stumbles_over_stops_no_other(): void {
		$bad  = self::subscriber();
		$good = self::subscriber();
		add_filter(
			'update_user_metadata',
			static function ( $check, $user_id, $key ) use ( $bad ) {
				if ( Outcomes\OUTCOME_META === $key && $user_id === $bad ) {
					throw new \RuntimeException( 'Another plugin stumbles.' );
				}
				return $check;
			},
			10,
			3
		);
		$outcomes = array( self::outcome( $bad ), self::outcome( $good ) );
		Network::will( Network::verdict( 'queued', array( 'outcomes' => $outcomes, 'outcomesAfter' => 'c-2' ) ) );
		self::assertSame( 'done', Delivery\drain( array( 'is_asked_for' => true ) )['kind'] );
		self::assertSame( 'c-2', Delivery_State\state()['outcomes_after'] );
		self::assertSame( 'posted', get_user_meta( $good, Outcomes\OUTCOME_META, true )['state'] );
	}

	public function test_what_ends_the_reading_by_a_fatal_error_waits_an_hour_with_its_reason_in_sight(): void {
		$user_id = self::subscriber();
		$subject = "customer:$user_id";
		self::due( $subject );
		for ( $attempt = 0; $attempt < Outbox\ATTEMPTS_TOGETHER_MAX; $attempt++ ) {
			Outbox\begin_attempt( array( $subject ) );
		}
		$seen = null;
		add_filter(
			'user_has_cap',
			static function ( $caps ) use ( $subject, &$seen ) {
				$seen = $seen ?? self::outbox()[ $subject ];
				return $caps;
			}
		);
		Network::will( Network::verdict( 'queued' ) );
		Delivery\drain();
		self::assertStringContainsString( 'unreadable-here', (string) $seen['problem'] );
		self::assertGreaterThan( time() + 3000, (int) $seen['due_at'] );
	}

	public function test_what_could_be_read_after_all_goes_as_if_nothing_had_been(): void {
		self::due( self::ONE );
		for ( $attempt = 0; $attempt < Outbox\ATTEMPTS_TOGETHER_MAX; $attempt++ ) {
			Outbox\begin_attempt( array( self::ONE ) );
		}
		Delivery\drain();
		$row = self::outbox()[ self::ONE ];
		self::assertNull( $row['problem'] );
		self::assertSame( '0', (string) $row['attempts'] );
		self::assertLessThanOrEqual( time(), (int) $row['due_at'] );
	}

	/**
	 * An outcome of a customer's.
	 *
	 * @param int $user_id The user's ID.
	 * @return array<string, mixed>
	 */
	private static function outcome( int $user_id ): array {
		return array(
			'id'        => "o-$user_id",
			'subject'   => "customer:$user_id",
			'state'     => 'posted',
			'atMs'      => 1790000000000,
			'documents' => array(),
			'problem'   => null,
			'url'       => 'https://bridge.example/customers/7',
		);
	}
}
