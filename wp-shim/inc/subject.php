<?php
/**
 * A subject names one record of the shop as the Worker knows it, such as `order:1042`.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Subject;

defined( 'ABSPATH' ) || exit;

const KINDS = array( 'order', 'product', 'variation', 'customer' );

/**
 * Such as `order:1042`.
 *
 * @param string $kind One of KINDS.
 * @param int    $id   WordPress' ID of the record.
 */
function subject( string $kind, int $id ): string {
	return "$kind:$id";
}

/**
 * The kind of a subject: what stands before the colon.
 *
 * @param string $subject Such as `order:1042`.
 */
function kind_of( string $subject ): string {
	return explode( ':', $subject )[0];
}

/**
 * The ID of a subject: what stands behind the colon.
 *
 * @param string $subject Such as `order:1042`.
 */
function id_of( string $subject ): int {
	return (int) substr( $subject, strpos( $subject, ':' ) + 1 );
}

/**
 * Whether a text is a subject at all.
 *
 * @param string $text Whatever was received.
 */
function is_subject( string $text ): bool {
	return 1 === preg_match( '/^(order|product|variation|customer):[1-9]\d{0,18}$/', $text );
}
